// The weight and bias of a projection in the order the hot loop reads them.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/tensor.h"

namespace patchlens {

/// How many rows of a matrix (filters of the weight, patches of the picture) are interleaved in a panel: one
/// cache line of float32, a whole number of vectors on every instruction set.
inline constexpr std::int64_t panel_width = 16;

/// Panels that `rows` rows take; the last may be partly empty.
constexpr std::int64_t panel_count(std::int64_t rows) {
    return (rows + panel_width - 1) / panel_width;
}

/// Filters interleaved by 16: panel p holds [depth, 16], element (i, f) being weight i of filter 16 p + f,
/// where i = channel * ph * pw + y * pw + x. Filters past the last one are zero.
class PackedWeights {
public:
    /// weight [D, C, ph, pw], bias [D] or empty for none. Throws Error(shape_mismatch), Error(out_of_memory),
    /// Error(cancelled) within milliseconds of a stop request.
    PackedWeights(const Tensor& weight, const Tensor& bias, const std::stop_token& stop = {});

    std::int64_t filters() const { return filters_; }
    /// Weights of one filter: C * ph * pw.
    std::int64_t depth() const { return depth_; }

    /// [depth, 16]
    const float* panel(std::int64_t index) const { return panels_.data() + index * depth_ * panel_width; }
    /// One per filter, padded with zeros to whole panels; all zeros without bias.
    const float* bias() const { return bias_.data(); }

private:
    std::int64_t filters_;
    std::int64_t depth_;
    Tensor panels_;
    Tensor bias_;
};

}  // namespace patchlens
