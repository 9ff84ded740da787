// What is computed of all the vectors together, each part only while a picture of it is on the screen.
#pragma once

#include <memory>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "app/model/state/session.h"
#include "core/analysis/path_difference.h"
#include "core/analysis/principal_components.h"
#include "core/analysis/similarity.h"
#include "core/analysis/statistics.h"

namespace patchlens::model {

/// What the screen of `session` shows.
AnalysisRequest analyses_of(const Session& session);

/// The largest sizes among all weights and among all tokens, where their colours are full; what is not finite
/// is left out. Without tokens, 0.
struct MatrixScales {
    float weights = 0;
    float tokens = 0;
};

/// What the lengths of the vectors look like in bulk.
struct NormStatistics {
    Summary summary;
    Histogram histogram;  ///< `norm_bins` bins from the least length to the greatest
};

inline constexpr int norm_bins = 32;
inline constexpr int shown_neighbours = 8;

/// The parts; null where not wanted.
struct Analyses {
    std::shared_ptr<const std::vector<float>> norms;       ///< [N], the length of every vector
    std::shared_ptr<const std::vector<float>> similarity;  ///< [N], of every vector to that of `similar_to`
    PatchPosition similar_to;
    std::shared_ptr<const std::vector<Neighbour>> nearest;  ///< to `similar_to`: shown_neighbours or all
    std::shared_ptr<const NormStatistics> norm_statistics;
    std::shared_ptr<const PrincipalComponents> components;      ///< the first three, of the tokens
    std::shared_ptr<const std::vector<Summary>> dimensions;     ///< [D], over all patches
    std::shared_ptr<const std::vector<int>> by_variance;        ///< [D], the dimension that varies most first
    std::shared_ptr<const std::vector<float>> largest_weights;  ///< [D], each filter's largest magnitude
    std::shared_ptr<const PathDifference>
        path_difference;  ///< convolution against matrix product; needs tokens
    std::shared_ptr<const MatrixScales> scales;
};

struct Results;

/// The wanted parts for `results`, of which everything else is there. Parts of `same` (may be null), analyses
/// of the same numbers, are taken over. Above the memory budget the vectors come in blocks, except that
/// path_difference then stays null. Throws Error(cancelled) once a stop is requested, Error(out_of_memory).
Analyses analyse(const Results& results, const AnalysisRequest& wanted, const Analyses* same,
                 const RunOptions& run);

}  // namespace patchlens::model
