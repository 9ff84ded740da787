// Which patches' vectors lie near the selected one's, and which lie together.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "core/analysis/clusters.h"
#include "core/patch_grid.h"
#include "core/tensor.h"

namespace patchlens::model {

inline constexpr int most_neighbours = 64;
inline constexpr int most_examples = 6;

/// A patch and how far its vector lies from another one: a cosine similarity or a Euclidean distance.
struct MeasuredToken {
    std::int64_t token = 0;
    float value = 0;

    bool operator==(const MeasuredToken&) const = default;
};

/// The patches nearest to one, by a measure.
struct Neighbours {
    Measure measure = Measure::cosine;
    PatchPosition of;
    std::vector<MeasuredToken> nearest;  ///< nearest first, up to most_neighbours; without the patch itself
};

/// The patches in `values` [N] nearest to `token`, whose own value is left out, as are NaN: the highest
/// cosine similarities, or the smallest distances.
std::vector<MeasuredToken> nearest_by(Measure measure, std::vector<float> values, std::int64_t token,
                                      int count);

/// What k-means found among the vectors.
struct TokenClusters {
    int wanted = 0;          ///< how many clusters were asked for; equal vectors can make them fewer
    std::uint64_t seed = 0;  ///< of the first centres
    Measure by = Measure::cosine;
    Clusters found;
    /// For each cluster the tokens nearest to its centre, nearest first, up to most_examples.
    std::vector<std::vector<std::int64_t>> examples;
    std::vector<std::int64_t> left_out;  ///< tokens with a NaN or an infinity, ascending
};

/// Clusters of tokens [N, D]: with Measure::euclid of the vectors as they are, with Measure::cosine of their
/// directions, which are the vectors made one long. Throws what k_means throws.
TokenClusters cluster_tokens(ConstMatrixView tokens, int wanted, std::uint64_t seed, Measure by,
                             const std::stop_token& stop = {});

}  // namespace patchlens::model
