#include "core/projection_kernel.h"

#include <utility>

#include "core/simd_config.h"
// Highway compiles this file again for every instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/projection_kernel.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes before the others.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

#ifndef PATCHLENS_PROJECTION_KERNEL_FOR
#define PATCHLENS_PROJECTION_KERNEL_FOR
namespace patchlens {
/// Specialised for every target this file is compiled for.
template <std::int64_t target>
ProjectionKernel kernel_for();
}  // namespace patchlens
#endif

HWY_BEFORE_NAMESPACE();
namespace patchlens {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Vectors = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Vectors>;

constexpr std::int64_t width = panel_width;
constexpr std::int64_t lanes = hn::MaxLanes(Vectors());
constexpr std::int64_t vectors_per_panel = width / lanes;
static_assert(width % lanes == 0);

// A tile of the output is kept in registers: `tile_rows` times `tile_panels` panels of vectors, so many that
// the multiply-adds need not wait for each other, so few that they fit with a vector for each panel's columns
// and one more.
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
constexpr int tile_rows = 1;
#else
constexpr int tile_rows = lanes == 4 ? 3 : lanes == 8 ? 6 : 8;
#endif
constexpr int tile_panels = lanes == 16 ? 2 : 1;

// ------------------------------------------------------------------------------------------------- patches
// into panels

/// `count` neighbouring elements of four patches, at `from` floats past each, to the panel at `to`.
HWY_INLINE void interleave_four(const float* const* patches, std::int64_t from, std::int64_t count,
                                float* to) {
    std::int64_t x = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::FixedTag<float, 4> four;
    for (; x + 4 <= count; x += 4) {
        const auto a = hn::LoadU(four, patches[0] + from + x);
        const auto b = hn::LoadU(four, patches[1] + from + x);
        const auto c = hn::LoadU(four, patches[2] + from + x);
        const auto d = hn::LoadU(four, patches[3] + from + x);
        const auto ab_low = hn::InterleaveLower(four, a, b);
        const auto ab_high = hn::InterleaveUpper(four, a, b);
        const auto cd_low = hn::InterleaveLower(four, c, d);
        const auto cd_high = hn::InterleaveUpper(four, c, d);
        hn::Store(hn::ConcatLowerLower(four, cd_low, ab_low), four, to + (x + 0) * width);
        hn::Store(hn::ConcatUpperUpper(four, cd_low, ab_low), four, to + (x + 1) * width);
        hn::Store(hn::ConcatLowerLower(four, cd_high, ab_high), four, to + (x + 2) * width);
        hn::Store(hn::ConcatUpperUpper(four, cd_high, ab_high), four, to + (x + 3) * width);
    }
#endif
    for (; x < count; ++x) {
        for (int patch = 0; patch < 4; ++patch)
            to[x * width + patch] = patches[patch][from + x];
    }
}

void interleave(const PatchPanels& p) {
    const std::int64_t panel_stride = (p.last - p.first) * width;
    const std::int64_t patches = static_cast<std::int64_t>(p.patches.size());
    const std::int64_t patches_per_cache_line = HWY_MAX(width / p.patch_width, std::int64_t{1});
    float* line_of_panels = p.panels;
    std::int64_t element = p.first;
    while (element < p.last) {  // one line of all patches after another: neighbours share cache lines
        const std::int64_t line = element / p.patch_width;
        const std::int64_t x = element % p.patch_width;
        const std::int64_t count = HWY_MIN(p.patch_width - x, p.last - element);
        const auto line_at = [&p](std::int64_t number) {
            return number / p.patch_height * p.channel_stride + number % p.patch_height * p.line_stride;
        };
        const std::int64_t from = line_at(line) + x;
        // The processor's own prefetching does not see the jump to the next line coming. There is one, unless
        // this is the last.
        const std::int64_t next = element + count < p.last ? line_at(line + 1) : from;
        float* to = line_of_panels;
        for (std::int64_t patch = 0; patch < patches; patch += width, to += panel_stride) {
            const float* const* sixteen = p.patches.data() + patch;
            for (std::int64_t i = 0; i < width; i += patches_per_cache_line)
                hwy::Prefetch(sixteen[i] + next);
            for (std::int64_t i = 0; i < width; i += 4)
                interleave_four(sixteen + i, from, count, to + i);
        }
        line_of_panels += count * width;
        element += count;
    }
}

// ------------------------------------------------------------------------------------------------ panels
// times panels

/// Where one tile begins in each operand of a product.
struct Place {
    const float* rows;
    const float* columns;
    const float* bias;
    float* output;
    std::int64_t output_stride;
};

/// `row_count` rows of one panel times `panels` panels of columns, all 16 of each.
template <int row_count, int panels>
HWY_INLINE void tile(const PanelProduct& p, const Place& place) {
    constexpr int vectors = panels * vectors_per_panel;
    const Vectors d;
    FloatVector sum[row_count][vectors];

    HWY_UNROLL(16)
    for (int r = 0; r < row_count; ++r) {
        HWY_UNROLL(16)
        for (int v = 0; v < vectors; ++v) {
            if (p.start == Start::row_bias) {
                sum[r][v] = hn::Set(d, place.bias[r]);
            } else if (p.start == Start::column_bias) {
                sum[r][v] = hn::LoadU(d, place.bias + v * lanes);
            } else {
                sum[r][v] = hn::LoadU(d, place.output + r * place.output_stride + v * lanes);
            }
        }
    }

    // The output's lines are on their way while the numbers for them are added up.
    HWY_UNROLL(16)
    for (int r = 0; r < row_count; ++r) {
        for (int c = 0; c < panels; ++c)
            hwy::Prefetch(place.output + r * place.output_stride + c * width);
    }

    const float* rows = place.rows;
    const float* columns = place.columns;
    for (std::int64_t i = 0; i < p.depth; ++i) {
        FloatVector column[vectors];
        HWY_UNROLL(16)
        for (int v = 0; v < vectors; ++v) {
            const std::int64_t panel = v / vectors_per_panel * p.column_stride;
            column[v] = hn::Load(d, columns + panel + v % vectors_per_panel * lanes);
        }
        HWY_UNROLL(16)
        for (int r = 0; r < row_count; ++r) {
            const FloatVector row = hn::Set(d, rows[r]);
            HWY_UNROLL(16)
            for (int v = 0; v < vectors; ++v)
                sum[r][v] = hn::MulAdd(row, column[v], sum[r][v]);
        }
        rows += width;
        columns += width;
    }

    HWY_UNROLL(16)
    for (int r = 0; r < row_count; ++r) {
        float* to = place.output + r * place.output_stride;
        HWY_UNROLL(16)
        for (int v = 0; v < vectors; ++v)
            hn::StoreU(sum[r][v], d, to + v * lanes);
    }
}

void copy_columns(const float* from, std::int64_t from_stride, float* to, std::int64_t to_stride, int rows,
                  std::int64_t columns) {
    for (int r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c)
            to[r * to_stride + c] = from[r * from_stride + c];
    }
}

/// A tile of one panel of which the output has only the first `columns`: it goes through memory of its own,
/// so that nothing past the output is touched.
template <int row_count>
void narrow_tile(const PanelProduct& p, const Place& place, std::int64_t columns) {
    HWY_ALIGN float whole[row_count * width] = {};
    if (p.start == Start::output) {
        copy_columns(place.output, place.output_stride, whole, width, row_count, columns);
    }
    tile<row_count, 1>(p, {place.rows, place.columns, place.bias, whole, width});
    copy_columns(whole, width, place.output, place.output_stride, row_count, columns);
}

/// A few rows times `panels` panels of columns, all 16 of each.
template <int row_count>
HWY_INLINE void whole_tiles(const PanelProduct& p, Place place, std::int64_t panels) {
    const std::int64_t bias_step = p.start == Start::row_bias ? 0 : width;
    std::int64_t panel = 0;
    for (; panel + tile_panels <= panels; panel += tile_panels) {
        tile<row_count, tile_panels>(p, place);
        place.columns += tile_panels * p.column_stride;
        place.output += tile_panels * width;
        place.bias += tile_panels * bias_step;
    }
    for (; panel < panels; ++panel) {
        tile<row_count, 1>(p, place);
        place.columns += p.column_stride;
        place.output += width;
        place.bias += bias_step;
    }
}

/// The same, written past the caches: stores that do so are fast only in longer runs, without other work in
/// between.
template <int row_count>
void streamed_tiles(const PanelProduct& p, Place place, std::int64_t panels) {
    constexpr std::int64_t run_panels = 8;
    constexpr std::int64_t run = run_panels * width;
    const Vectors d;
    HWY_ALIGN float rows[row_count * run];
    while (panels > 0) {
        const std::int64_t count = HWY_MIN(run_panels, panels);
        whole_tiles<row_count>(p, {place.rows, place.columns, place.bias, rows, run}, count);
        for (int r = 0; r < row_count; ++r) {
            for (std::int64_t c = 0; c < count * width; c += lanes) {
                hn::Stream(hn::Load(d, rows + r * run + c), d, place.output + r * place.output_stride + c);
            }
        }
        place.columns += count * p.column_stride;
        place.output += count * width;
        if (p.start != Start::row_bias) place.bias += count * width;
        panels -= count;
    }
}

/// A few rows, starting at row `first_row`, times the panels of columns [first_panel, last_panel).
template <int row_count>
HWY_NOINLINE void strip(const PanelProduct& p, std::int64_t first_row, std::int64_t first_panel,
                        std::int64_t last_panel) {
    const auto place_at = [&](std::int64_t panel) -> Place {
        return {p.rows + first_row / width * p.row_stride + first_row % width,
                p.columns + panel * p.column_stride,
                p.bias + (p.start == Start::row_bias ? first_row : panel * width),
                p.output + first_row * p.output_stride + panel * width, p.output_stride};
    };
    const std::int64_t last_whole = HWY_MIN(last_panel, p.column_count / width);
    if (p.streaming) {
        streamed_tiles<row_count>(p, place_at(first_panel), last_whole - first_panel);
    } else {
        whole_tiles<row_count>(p, place_at(first_panel), last_whole - first_panel);
    }
    if (last_whole < last_panel) narrow_tile<row_count>(p, place_at(last_whole), p.column_count % width);
}

using Strip = void (*)(const PanelProduct&, std::int64_t, std::int64_t, std::int64_t);

/// strip<1>, strip<2>, … up to tile_rows.
template <int... index>
HWY_INLINE Strip strip_of(std::int64_t row_count, std::integer_sequence<int, index...>) {
    constexpr Strip strips[] = {&strip<index + 1>...};
    return strips[row_count - 1];
}

/// Every row of the panels of columns [first_panel, last_panel), in tiles of as equal height as possible.
HWY_INLINE void all_rows(const PanelProduct& p, std::int64_t first_panel, std::int64_t last_panel) {
    for (std::int64_t row = 0; row < p.row_count;) {
        const std::int64_t in_panel = HWY_MIN(width - row % width, p.row_count - row);
        const std::int64_t tiles = (in_panel + tile_rows - 1) / tile_rows;
        const std::int64_t height = (in_panel + tiles - 1) / tiles;
        strip_of(height, std::make_integer_sequence<int, tile_rows>())(p, row, first_panel, last_panel);
        row += height;
    }
}

void multiply(const PanelProduct& p) {
    const std::int64_t panels = panel_count(p.column_count);
    const std::int64_t step = p.rows_outermost ? panels : tile_panels;
    for (std::int64_t panel = 0; panel < panels; panel += step) {
        all_rows(p, panel, HWY_MIN(panel + step, panels));
    }
    if (p.streaming) hwy::FlushStream();
}

}  // namespace
}  // namespace HWY_NAMESPACE

template <>
ProjectionKernel kernel_for<HWY_TARGET>() {
    return {&HWY_NAMESPACE::interleave, &HWY_NAMESPACE::multiply};
}

}  // namespace patchlens
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace patchlens {
namespace {

/// The kernel for bit number `bit`, where it was compiled and is the one asked for.
template <int bit>
void choose(std::int64_t target, ProjectionKernel& kernel) {
    constexpr std::int64_t candidate = std::int64_t{1} << bit;
    if constexpr ((HWY_TARGETS & candidate) != 0) {
        if (target == candidate) kernel = kernel_for<candidate>();
    }
}

template <int... bit>
ProjectionKernel choose_among(std::int64_t target, std::integer_sequence<int, bit...>) {
    ProjectionKernel kernel{};
    (choose<bit>(target, kernel), ...);
    return kernel;
}

}  // namespace

ProjectionKernel projection_kernel(SimdTarget target) {
    return choose_among(target.bit(), std::make_integer_sequence<int, 63>());
}

}  // namespace patchlens
#endif
