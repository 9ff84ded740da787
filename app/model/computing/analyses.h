// Analyses of all the vectors together, each computed only while it is on the screen.
#pragma once

#include <memory>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "app/model/computing/mistaken.h"
#include "app/model/computing/positions.h"
#include "app/model/computing/rebuilding.h"
#include "app/model/computing/token_groups.h"
#include "app/model/computing/twins.h"
#include "app/model/state/session.h"
#include "core/analysis/path_difference.h"
#include "core/analysis/principal_components.h"
#include "core/analysis/similarity.h"
#include "core/analysis/statistics.h"

namespace patchlens::model {

/// The analyses that the screen of `session` shows.
AnalysisRequest analyses_of(const Session& session);

/// The largest finite magnitudes among all weights and among all tokens, which are drawn in full colour. 0
/// without tokens.
struct MatrixScales {
    float weights = 0;
    float tokens = 0;
};

/// The distribution of the vectors' norms.
struct NormStatistics {
    Summary summary;
    Histogram histogram;  ///< `norm_bins` bins from the smallest norm to the largest
};

/// The first principal components of the filters, at most `shown_components`: as pictures of a patch, and the
/// share of the filters' variance along each.
struct FilterComponents {
    Tensor pictures;             ///< [count, C, ph, pw], each of length 1; zero where there is no direction
    std::vector<float> largest;  ///< [count], each one's largest magnitude
    std::vector<double> shares;  ///< [count]
};

inline constexpr int shown_components = 48;
/// A few numbers of a map may lie beyond its colours: learned filters answer strongly in few places.
inline constexpr double shown_share = 0.98;
inline constexpr int norm_bins = 32;
inline constexpr int shown_neighbours = 8;

/// The analyses; null if not requested.
struct Analyses {
    std::shared_ptr<const std::vector<float>> norms;  ///< [N], the norm of every vector
    /// [N], the cosine similarity of every vector to that of `similar_to`.
    std::shared_ptr<const std::vector<float>> similarity;
    /// Of the other tokens, those whose vectors equal it in every number.
    std::shared_ptr<const std::vector<std::int64_t>> equal;
    PatchPosition similar_to;
    std::shared_ptr<const std::vector<Neighbour>> nearest;  ///< to `similar_to`, up to shown_neighbours
    std::shared_ptr<const NormStatistics> norm_statistics;
    std::shared_ptr<const PrincipalComponents> components;   ///< the first three, of the tokens
    std::shared_ptr<const std::vector<Summary>> dimensions;  ///< [D], over all patches
    /// [D], of each map the magnitude that `shown_share` of its numbers do not exceed; the largest where that
    /// is 0.
    std::shared_ptr<const std::vector<float>> reaches;
    std::shared_ptr<const std::vector<int>> by_variance;        ///< [D], dimensions by decreasing variance
    std::shared_ptr<const std::vector<float>> largest_weights;  ///< [D], each filter's largest magnitude
    /// Convolution against matrix product; needs tokens.
    std::shared_ptr<const PathDifference> path_difference;
    std::shared_ptr<const MatrixScales> scales;
    std::shared_ptr<const FilterComponents> filters;
    std::shared_ptr<const Neighbours> neighbours;   ///< of the selected patch
    std::shared_ptr<const TokenClusters> clusters;  ///< needs tokens
    std::shared_ptr<const Twins> twins;
    std::shared_ptr<const Rebuilding> rebuilt;
    std::shared_ptr<const Positions> positions;
    std::shared_ptr<const Mistaken> mistaken;
};

struct Results;

/// The requested analyses of `results`, in which everything else is already filled in. Those found in `same`
/// (may be null), analyses of the same numbers, are reused. Above the memory budget the vectors are processed
/// in blocks, and path_difference and clusters stay null. Throws Error(cancelled) once a stop is requested,
/// Error(out_of_memory).
Analyses analyse(const Results& results, const AnalysisRequest& wanted, const Analyses* same,
                 const RunOptions& run);

}  // namespace patchlens::model
