// Filters in the order of what they contribute, so that the first D of a learned projection are the best D.
#pragma once

#include <cstdint>
#include <vector>

#include "core/init.h"
#include "core/tensor.h"

namespace patchlens {

/// The filters of weight [D, K] in the order of orthogonal forward selection: each next one adds most to the
/// mean energy |P x|^2 of the patches x [N, K], P being the projection onto the span of the filters so far.
/// That is what the pseudo-inverse rebuilds (analysis/reconstruction.h). Once they span all that the filters
/// can, the selection begins anew among those left. Throws Error(shape_mismatch) where the columns differ.
std::vector<std::int64_t> best_first(ConstMatrixView weight, ConstMatrixView patches);

/// The filters `order[0]`, `order[1]`, … of weight and bias.
ConvParameters reordered(const ConvParameters& parameters, const std::vector<std::int64_t>& order);

}  // namespace patchlens
