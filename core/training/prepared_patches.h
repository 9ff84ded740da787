// Patches as the trainer sees them: without their mean, and whitened or scaled.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/tensor.h"

namespace patchlens {

/// z = T (x - mean), T [R, K], for patches x of K numbers.
struct PreparedPatches {
    Tensor rows;                ///< z [count, R]
    Eigen::RowVectorXd mean;    ///< [K]
    Eigen::MatrixXd transform;  ///< T [R, K]

    std::int64_t length() const { return rows.dimension(1); }
    std::int64_t count() const { return rows.dimension(0); }
};

/// Whitening keeps at most this many principal components of patches that are longer; of many more, nearly
/// those (leading_eigenpairs.h, approximate_eigenpairs).
inline constexpr std::int64_t most_whitened = 768;

/// T = (L + e)^-1/2 V^T for the principal components V and their variances L, e = 1e-5 of the largest: z has
/// about variance 1 in every direction, and directions the patches hardly vary in are not blown up.
/// Directions they do not vary in at all are left out: sparse filters would flee there. A picture of one
/// colour has none: R is 1 and all z are zero. Throws Error(out_of_memory), Error(cancelled).
PreparedPatches whitened(ConstMatrixView patches, const std::stop_token& stop = {});

/// T = 1 / sigma with sigma^2 the mean variance of the K numbers: R = K. Throws Error(out_of_memory).
PreparedPatches centred_and_scaled(ConstMatrixView patches);

}  // namespace patchlens
