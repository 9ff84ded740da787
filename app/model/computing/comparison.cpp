#include "app/model/computing/comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/analysis/similarity.h"

namespace patchlens::model {

Comparison compare(std::span<const float> selected, PatchPosition pinned, std::vector<float> vector) {
    Comparison comparison;
    comparison.pinned = pinned;
    comparison.difference.resize(selected.size());
    double squares = 0;
    for (std::size_t i = 0; i < selected.size(); ++i) {
        const double difference = static_cast<double>(selected[i]) - static_cast<double>(vector[i]);
        comparison.difference[i] = static_cast<float>(difference);
        squares += difference * difference;
    }
    comparison.distance = std::sqrt(squares);
    const ConstMatrixView token(vector.data(), 1, static_cast<Eigen::Index>(vector.size()));
    comparison.cosine = cosine_similarity(token, selected).front();
    comparison.vector = std::move(vector);
    return comparison;
}

std::vector<int> dimensions_by_value(std::span<const float> vector) {
    std::vector<int> order(vector.size());
    std::iota(order.begin(), order.end(), 0);
    const auto value = [&](int dim) {
        const float number = vector[static_cast<std::size_t>(dim)];
        return std::pair{!std::isnan(number), std::isnan(number) ? 0.0F : number};
    };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return value(a) > value(b); });
    return order;
}

}  // namespace patchlens::model
