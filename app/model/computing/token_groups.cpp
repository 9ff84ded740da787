#include "app/model/computing/token_groups.h"

#include <algorithm>
#include <utility>

#include "core/analysis/similarity.h"

namespace patchlens::model {
namespace {

/// The tokens of each cluster, nearest to its centre first, the lower one first where two are equally near.
std::vector<std::vector<std::int64_t>> examples_of(ConstMatrixView tokens, const Clusters& clusters) {
    std::vector<std::vector<std::pair<float, std::int64_t>>> members(clusters.sizes.size());
    for (std::size_t i = 0; i < clusters.labels.size(); ++i) {
        const int label = clusters.labels[i];
        if (label < 0) continue;
        const auto token = static_cast<Eigen::Index>(i);
        const float distance = (tokens.row(token) - clusters.centres.row(label)).squaredNorm();
        members[static_cast<std::size_t>(label)].emplace_back(distance, token);
    }
    std::vector<std::vector<std::int64_t>> examples(members.size());
    for (std::size_t c = 0; c < members.size(); ++c) {
        const auto kept = std::min<std::ptrdiff_t>(most_examples, std::ssize(members[c]));
        std::partial_sort(members[c].begin(), members[c].begin() + kept, members[c].end());
        for (std::ptrdiff_t i = 0; i < kept; ++i)
            examples[c].push_back(members[c][static_cast<std::size_t>(i)].second);
    }
    return examples;
}

}  // namespace

std::vector<MeasuredToken> nearest_by(Measure measure, std::vector<float> values, std::int64_t token,
                                      int count) {
    const float sign = measure == Measure::euclid ? -1.0F : 1.0F;
    for (float& value : values)
        value *= sign;
    std::vector<MeasuredToken> found;
    for (const Neighbour& neighbour : nearest(values, token, count))
        found.push_back({neighbour.token, neighbour.similarity * sign});
    return found;
}

TokenClusters cluster_tokens(ConstMatrixView tokens, int wanted, std::uint64_t seed, Measure by,
                             const std::stop_token& stop) {
    const Matrix directions = by == Measure::cosine ? unit_rows(tokens) : Matrix();
    const ConstMatrixView vectors =
        by == Measure::cosine ? ConstMatrixView(directions.data(), directions.rows(), directions.cols())
                              : tokens;
    TokenClusters clusters{wanted, seed, by, k_means(vectors, wanted, seed, stop), {}, {}};
    clusters.examples = examples_of(vectors, clusters.found);
    for (std::size_t i = 0; i < clusters.found.labels.size(); ++i) {
        if (clusters.found.labels[i] < 0) clusters.left_out.push_back(static_cast<std::int64_t>(i));
    }
    return clusters;
}

}  // namespace patchlens::model
