#include "core/projection_kernel.h"

#include <array>
#include <utility>

#include "core/support/simd_config.h"
// Highway compiles this file again for every instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/projection_kernel.cpp"
#include <hwy/foreach_target.h>
// foreach_target.h comes before the others.
#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/patch_panels-inl.h"

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

using FloatVector = hn::Vec<Vectors>;

constexpr std::int64_t vectors_per_panel = width / lanes;

// Register blocking: a tile of `tile_rows` rows by `tile_panels` panels of the output stays in registers. It
// is large enough to hide the latency of the multiply-adds, and small enough to leave registers for the
// columns and one broadcast row. Where only one vector of the last panel is in use, a tile has `slim_rows`
// rows.
#if HWY_TARGET == HWY_SCALAR || HWY_TARGET == HWY_EMU128
constexpr int tile_rows = 1;
constexpr int slim_rows = 1;
#else
constexpr int tile_rows = lanes == 4 ? 3 : lanes == 8 ? 6 : 8;
constexpr int slim_rows = 8;
#endif
constexpr int tile_panels = lanes == 16 ? 2 : 1;

/// Where one tile begins in each operand of a product.
struct Place {
    const float* rows;
    const float* columns;
    const float* bias;
    float* output;
    std::int64_t output_stride;
};

/// `row_count` rows of one panel times `vectors` of columns: the first of one panel, or all of one or
/// several.
template <int row_count, int vectors>
HWY_INLINE void tile(const PanelProduct& p, const Place& place) {
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

    // The output's cache lines arrive while the sums for them are computed.
    HWY_UNROLL(16)
    for (int r = 0; r < row_count; ++r) {
        for (int v = 0; v < vectors; v += vectors_per_panel)
            hwy::Prefetch(place.output + r * place.output_stride + v * lanes);
    }

    const float* rows = place.rows;
    const float* columns = place.columns;
    const auto step = [&](std::int64_t at) HWY_ATTR {
        FloatVector column[vectors];
        HWY_UNROLL(16)
        for (int v = 0; v < vectors; ++v) {
            const std::int64_t panel = v / vectors_per_panel * p.column_stride;
            column[v] = hn::Load(d, columns + at * width + panel + v % vectors_per_panel * lanes);
        }
        HWY_UNROLL(16)
        for (int r = 0; r < row_count; ++r) {
            const FloatVector row = hn::Set(d, rows[at * width + r]);
            HWY_UNROLL(16)
            for (int v = 0; v < vectors; ++v)
                sum[r][v] = hn::MulAdd(row, column[v], sum[r][v]);
        }
    };
    // Unrolled by two: with little depth the loop's overhead shows.
    for (std::int64_t i = 0; i + 2 <= p.depth; i += 2) {
        step(0);
        step(1);
        rows += 2 * width;
        columns += 2 * width;
    }
    if (p.depth % 2 != 0) step(0);

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

/// A few rows times `panels` panels of columns, all 16 of each.
template <int row_count>
HWY_INLINE void whole_tiles(const PanelProduct& p, Place place, std::int64_t panels) {
    const std::int64_t bias_step = p.start == Start::row_bias ? 0 : width;
    std::int64_t panel = 0;
    for (; panel + tile_panels <= panels; panel += tile_panels) {
        tile<row_count, tile_panels * vectors_per_panel>(p, place);
        place.columns += tile_panels * p.column_stride;
        place.output += tile_panels * width;
        place.bias += tile_panels * bias_step;
    }
    for (; panel < panels; ++panel) {
        tile<row_count, vectors_per_panel>(p, place);
        place.columns += p.column_stride;
        place.output += width;
        place.bias += bias_step;
    }
}

/// The same with non-temporal stores, which are fast only in long runs without other work in between.
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

/// Where the tile at row `row` of panel `panel` begins.
HWY_INLINE Place place_at(const PanelProduct& p, std::int64_t row, std::int64_t panel) {
    return {p.rows + row / width * p.row_stride + row % width, p.columns + panel * p.column_stride,
            p.bias + (p.start == Start::row_bias ? row : panel * width),
            p.output + row * p.output_stride + panel * width, p.output_stride};
}

/// A few rows, starting at row `row`, times the panels of columns [first_panel, last_panel), all 16 of each.
template <int row_count>
HWY_NOINLINE void whole_strip(const PanelProduct& p, std::int64_t row, std::int64_t first_panel,
                              std::int64_t last_panel) {
    const Place place = place_at(p, row, first_panel);
    if (p.streaming) {
        streamed_tiles<row_count>(p, place, last_panel - first_panel);
    } else {
        whole_tiles<row_count>(p, place, last_panel - first_panel);
    }
}

/// A few rows, starting at row `row`, times the last panel, of which the output has only some columns,
/// which fit into `vectors`. A buffer keeps the tile from writing past the end of the output.
template <int row_count, int vectors>
HWY_NOINLINE void narrow_strip(const PanelProduct& p, std::int64_t row, std::int64_t panel, std::int64_t) {
    const std::int64_t columns = p.column_count - panel * width;
    const Place place = place_at(p, row, panel);
    HWY_ALIGN float whole[row_count * width] = {};
    if (p.start == Start::output) {
        copy_columns(place.output, place.output_stride, whole, width, row_count, columns);
    }
    tile<row_count, vectors>(p, {place.rows, place.columns, place.bias, whole, width});
    copy_columns(whole, width, place.output, place.output_stride, row_count, columns);
}

using Strip = void (*)(const PanelProduct&, std::int64_t row, std::int64_t first_panel,
                       std::int64_t last_panel);

// The strips of one row, of two, and so on.
template <int... index>
constexpr std::array<Strip, sizeof...(index)> whole_strips(std::integer_sequence<int, index...>) {
    return {&whole_strip<index + 1>...};
}
template <int vectors, int... index>
constexpr std::array<Strip, sizeof...(index)> narrow_strips(std::integer_sequence<int, index...>) {
    return {&narrow_strip<index + 1, vectors>...};
}

/// Every row times the panels of columns [first_panel, last_panel), in strips of nearly equal height.
template <std::size_t most_rows>
void all_rows(const PanelProduct& p, const std::array<Strip, most_rows>& strips, std::int64_t first_panel,
              std::int64_t last_panel) {
    constexpr auto most = static_cast<std::int64_t>(most_rows);
    for (std::int64_t row = 0; row < p.row_count;) {
        const std::int64_t in_panel = HWY_MIN(width - row % width, p.row_count - row);
        const std::int64_t tiles = (in_panel + most - 1) / most;
        const std::int64_t height = (in_panel + tiles - 1) / tiles;
        strips[static_cast<std::size_t>(height - 1)](p, row, first_panel, last_panel);
        row += height;
    }
}

void multiply(const PanelProduct& p) {
    constexpr auto heights = std::make_integer_sequence<int, tile_rows>();
    constexpr auto slim_heights = std::make_integer_sequence<int, slim_rows>();
    const std::int64_t panels = p.column_count / width;
    const std::int64_t step = p.rows_outermost ? panels : tile_panels;
    for (std::int64_t panel = 0; panel < panels; panel += step) {
        all_rows(p, whole_strips(heights), panel, HWY_MIN(panel + step, panels));
    }
    const std::int64_t columns_left = p.column_count % width;
    if (columns_left > lanes) {
        all_rows(p, narrow_strips<vectors_per_panel>(heights), panels, panels + 1);
    } else if (columns_left > 0) {
        all_rows(p, narrow_strips<1>(slim_heights), panels, panels + 1);
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

/// The kernel for bit number `bit`, if it was compiled and is the one wanted.
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
