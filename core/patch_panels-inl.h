// Patches of the picture into panels of 16 (packed_weights.h), for one instruction set: projection_kernel.cpp
// includes this once for each of Highway's targets.
#if defined(PATCHLENS_PATCH_PANELS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PATCHLENS_PATCH_PANELS_INL
#undef PATCHLENS_PATCH_PANELS_INL
#else
#define PATCHLENS_PATCH_PANELS_INL
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include "core/projection_kernel.h"

HWY_BEFORE_NAMESPACE();
namespace patchlens {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Vectors = hn::ScalableTag<float>;

constexpr std::int64_t width = panel_width;
constexpr std::int64_t lanes = hn::MaxLanes(Vectors());
static_assert(width % lanes == 0);

#if HWY_TARGET != HWY_SCALAR
/// Four neighbouring elements, at `from`, of patches 0, 4, 8, …, until a vector is full: patch 0 in lanes 0
/// to 3.
template <class D>
HWY_INLINE hn::Vec<D> load_fours(D d, const float* const* patches, std::int64_t from) {
    constexpr std::int64_t size = hn::MaxLanes(D());
    if constexpr (size == 4) {
        return hn::LoadU(d, patches[0] + from);
    } else {
        const hn::Half<D> half;
        return hn::Combine(d, load_fours(half, patches + size / 2, from), load_fours(half, patches, from));
    }
}

/// Four neighbouring elements of as many patches as a vector has lanes, at `from` floats past each, to the
/// panel at `to`.
HWY_INLINE void interleave_four(const float* const* patches, std::int64_t from, float* to) {
    const Vectors floats;
    const hn::Repartition<std::uint64_t, Vectors> pairs;
    const auto store = [&](auto vector, std::int64_t element) HWY_ATTR {
        hn::StoreU(hn::BitCast(floats, vector), floats, to + element * width);
    };
    const auto a = load_fours(floats, patches + 0, from);
    const auto b = load_fours(floats, patches + 1, from);
    const auto c = load_fours(floats, patches + 2, from);
    const auto d = load_fours(floats, patches + 3, from);
    const auto ab_low = hn::BitCast(pairs, hn::InterleaveLower(floats, a, b));
    const auto ab_high = hn::BitCast(pairs, hn::InterleaveUpper(floats, a, b));
    const auto cd_low = hn::BitCast(pairs, hn::InterleaveLower(floats, c, d));
    const auto cd_high = hn::BitCast(pairs, hn::InterleaveUpper(floats, c, d));
    store(hn::InterleaveLower(pairs, ab_low, cd_low), 0);
    store(hn::InterleaveUpper(pairs, ab_low, cd_low), 1);
    store(hn::InterleaveLower(pairs, ab_high, cd_high), 2);
    store(hn::InterleaveUpper(pairs, ab_high, cd_high), 3);
}
#endif

/// `count` neighbouring elements of a panel's patches, at `from` floats past each.
HWY_INLINE void interleave_panel(const float* const* patches, std::int64_t from, std::int64_t count,
                                 float* to) {
#if HWY_TARGET != HWY_SCALAR
    if (count >= 4) {
        for (std::int64_t patch = 0; patch < width; patch += lanes) {
            for (std::int64_t x = 0; x < count; x += 4) {
                // The last four may overlap the four before them; the overlap is written twice.
                const std::int64_t at = HWY_MIN(x, count - 4);
                interleave_four(patches + patch, from + at, to + at * width + patch);
            }
        }
        return;
    }
#endif
    for (std::int64_t x = 0; x < count; ++x) {
        for (std::int64_t patch = 0; patch < width; ++patch)
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
        // The hardware prefetcher cannot predict the jump to the next line.
        const std::int64_t next = element + count < p.last ? line_at(line + 1) : from;
        float* to = line_of_panels;
        for (std::int64_t patch = 0; patch < patches; patch += width, to += panel_stride) {
            const float* const* sixteen = p.patches.data() + patch;
            for (std::int64_t i = 0; i < width; i += patches_per_cache_line)
                hwy::Prefetch(sixteen[i] + next);
            interleave_panel(sixteen, from, count, to);
        }
        line_of_panels += count * width;
        element += count;
    }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace patchlens
HWY_AFTER_NAMESPACE();

#endif
