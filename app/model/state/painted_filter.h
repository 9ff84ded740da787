// A filter whose weights were painted by hand.
#pragma once

#include <algorithm>
#include <vector>

#include "core/init.h"
#include "core/size.h"

namespace patchlens::model {

struct PaintedFilter {
    int dim = 0;
    int in_chans = 3;
    Size patch_size{8, 8};
    std::vector<float> weights;  ///< [in_chans, patch_size]

    bool operator==(const PaintedFilter&) const = default;
    /// Whether it is a filter of a module of `shape`; of a module with other sizes it is none.
    bool fits(const ConvShape& shape) const {
        return dim < shape.embed_dim && in_chans == shape.in_chans && patch_size == shape.patch_size;
    }
    /// Whether its numbers are as many as its sizes say, and none is negative that cannot be.
    bool whole() const {
        return dim >= 0 && in_chans > 0 && patch_size.height > 0 && patch_size.width > 0 &&
               static_cast<std::int64_t>(weights.size()) == in_chans * patch_size.area();
    }
};

/// The painted filter of `dim` that a module of `shape` has; null where there is none.
inline const PaintedFilter* painted_filter(const std::vector<PaintedFilter>& painted, const ConvShape& shape,
                                           int dim) {
    const auto found = std::ranges::find_if(
        painted, [&](const PaintedFilter& filter) { return filter.dim == dim && filter.fits(shape); });
    return found == painted.end() ? nullptr : &*found;
}

/// Puts the painted filters that fit into weight [D, C, ph, pw].
inline void paint(Tensor& weight, const std::vector<PaintedFilter>& painted, const ConvShape& shape) {
    for (const PaintedFilter& filter : painted) {
        if (!filter.fits(shape)) continue;
        const auto row = weight.values().subspan(static_cast<std::size_t>(filter.dim * shape.fan_in()),
                                                 filter.weights.size());
        std::ranges::copy(filter.weights, row.begin());
    }
}

}  // namespace patchlens::model
