// k-means: which patches' vectors lie together.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

struct Clusters {
    std::vector<int> labels;          ///< [N], 0..k-1; -1 for a vector with a NaN or an infinity
    std::vector<std::int64_t> sizes;  ///< [k], how many vectors each has
    Matrix centres;                   ///< [k, D], the mean of each
    double inertia = 0.0;             ///< the sum of the squared distances to the centres
    int iterations = 0;
    bool settled = false;  ///< whether the last iteration changed no label
};

/// Lloyd's algorithm on vectors [N, D] from first centres that k-means++ chooses (Arthur and Vassilvitskii,
/// 2007): the first at random, each next one with a probability proportional to the squared distance from
/// those before. The clusters come largest first. Where there are fewer different vectors than k, there are
/// fewer clusters. The same arguments give the same clusters. Throws Error(value_out_of_range) unless k is
/// 1 to 256, Error(out_of_memory), Error(cancelled).
Clusters k_means(ConstMatrixView vectors, int k, std::uint64_t seed, const std::stop_token& stop = {});

/// Lloyd's algorithm from these centres [k, D], which keep their order; one that loses all its vectors stays
/// where it is. Throws also Error(shape_mismatch).
Clusters k_means_from(ConstMatrixView vectors, const Matrix& centres, const std::stop_token& stop = {});

}  // namespace patchlens
