// How far rebuilt patches are from those they came from, for every number of directions or filters at once:
// from the patches' projections, without rebuilding any.
#pragma once

#include <vector>

#include "core/analysis/reconstruction.h"
#include "core/projection.h"
#include "core/tensor.h"

namespace patchlens {

/// The root mean square over patches [N, K] rebuilt with only the first k directions of `inverse`, for k = 0
/// to rank: [rank + 1], never rising. Where the rank is K the last is 0: float32 rounding is left out. Throws
/// Error(shape_mismatch), Error(out_of_memory), Error(cancelled).
std::vector<double> errors_by_directions(const PseudoInverse& inverse, ConstMatrixView patches,
                                         const RunOptions& run = {});

/// The same from the pseudo-inverse of only the first d filters of weight [D, ...], as if embed_dim were d,
/// for d = 0 to D: [D + 1]. A filter within 2^-23 * max(D, K) of the longest filter's length of what the
/// filters before it span adds nothing.
std::vector<double> errors_by_filters(const Tensor& weight, ConstMatrixView patches,
                                      const RunOptions& run = {});

}  // namespace patchlens
