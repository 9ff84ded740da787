#include "core/analysis/similarity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

void require_token(std::int64_t token, std::int64_t count) {
    if (token >= 0 && token < count) return;
    throw Error(ErrorCode::value_out_of_range,
                {"token", "0", std::to_string(count - 1), std::to_string(token)});
}

/// Throws Error(shape_mismatch) unless `vector` has the length of the tokens.
Eigen::RowVectorXd in_double(std::span<const float> vector, Eigen::Index dims) {
    const auto length = static_cast<Eigen::Index>(vector.size());
    if (length != dims)
        throw Error(ErrorCode::shape_mismatch, {"vector", to_string(Shape{length}), to_string(Shape{dims})});
    return Eigen::Map<const Eigen::RowVectorXf>(vector.data(), length).cast<double>();
}

double length(ConstMatrixView tokens, Eigen::Index token) {
    return tokens.row(token).cast<double>().norm();
}

}  // namespace

std::vector<float> norms(ConstMatrixView tokens) {
    std::vector<float> lengths(static_cast<std::size_t>(tokens.rows()));
    for (Eigen::Index t = 0; t < tokens.rows(); ++t) {
        lengths[static_cast<std::size_t>(t)] = static_cast<float>(length(tokens, t));
    }
    return lengths;
}

Matrix unit_rows(ConstMatrixView tokens) {
    Matrix rows(tokens.rows(), tokens.cols());
    const std::vector<float> lengths = norms(tokens);
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        const float length = lengths[static_cast<std::size_t>(row)];
        rows.row(row) = tokens.row(row) / (length == 0.0F ? 1.0F : length);
    }
    return rows;
}

std::vector<float> cosine_similarity(ConstMatrixView tokens, std::int64_t token) {
    require_token(token, tokens.rows());
    const auto dims = static_cast<std::size_t>(tokens.cols());
    return cosine_similarity(tokens, std::span(tokens.data() + token * tokens.cols(), dims));
}

std::vector<float> cosine_similarity(ConstMatrixView tokens, std::span<const float> vector) {
    const Eigen::RowVectorXd chosen = in_double(vector, tokens.cols());
    const double chosen_length = chosen.norm();
    std::vector<float> similarities(static_cast<std::size_t>(tokens.rows()));
    for (Eigen::Index t = 0; t < tokens.rows(); ++t) {
        const double lengths = chosen_length * length(tokens, t);
        double similarity = 0.0;
        if (!std::isfinite(lengths)) {
            similarity = std::numeric_limits<double>::quiet_NaN();
        } else if (lengths > 0.0) {
            similarity = std::clamp(chosen.dot(tokens.row(t).cast<double>()) / lengths, -1.0, 1.0);
        }
        similarities[static_cast<std::size_t>(t)] = static_cast<float>(similarity);
    }
    return similarities;
}

std::vector<float> euclidean_distances(ConstMatrixView tokens, std::span<const float> vector) {
    const Eigen::RowVectorXd chosen = in_double(vector, tokens.cols());
    std::vector<float> distances(static_cast<std::size_t>(tokens.rows()));
    for (Eigen::Index t = 0; t < tokens.rows(); ++t) {
        const double distance = (tokens.row(t).cast<double>() - chosen).norm();
        distances[static_cast<std::size_t>(t)] =
            std::isfinite(distance) ? static_cast<float>(distance) : std::numeric_limits<float>::quiet_NaN();
    }
    return distances;
}

std::vector<Neighbour> nearest(const std::vector<float>& similarities, std::int64_t token, int count) {
    require_token(token, static_cast<std::int64_t>(similarities.size()));
    if (count < 0) {
        throw Error(ErrorCode::value_out_of_range,
                    {"count", "0", std::to_string(similarities.size()), std::to_string(count)});
    }
    std::vector<Neighbour> neighbours;
    neighbours.reserve(similarities.size());
    for (std::size_t t = 0; t < similarities.size(); ++t) {
        const auto other = static_cast<std::int64_t>(t);
        if (other != token && !std::isnan(similarities[t])) neighbours.push_back({other, similarities[t]});
    }
    const auto kept = std::min(static_cast<std::size_t>(count), neighbours.size());
    std::partial_sort(neighbours.begin(), neighbours.begin() + static_cast<std::ptrdiff_t>(kept),
                      neighbours.end(), [](const Neighbour& a, const Neighbour& b) {
                          return a.similarity != b.similarity ? a.similarity > b.similarity
                                                              : a.token < b.token;
                      });
    neighbours.resize(kept);
    return neighbours;
}

}  // namespace patchlens
