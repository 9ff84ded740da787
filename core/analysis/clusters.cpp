#include "core/analysis/clusters.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/init.h"
#include "core/support/byte_source.h"

namespace patchlens {
namespace {

using Eigen::Index;

constexpr int most_clusters = 256;
constexpr int most_iterations = 300;
/// Vectors whose distances are computed at a time.
constexpr Index rows_at_once = 512;

bool finite(ConstMatrixView vectors, Index row) {
    return vectors.row(row).allFinite();
}

/// Gives every vector the label of the nearest centre, the first of equally near ones; sums up the squared
/// distances. Returns whether a label changed.
bool assign(ConstMatrixView vectors, Clusters& clusters, const std::stop_token& stop) {
    const Vector centre_squares = clusters.centres.rowwise().squaredNorm();
    bool changed = false;
    clusters.inertia = 0.0;
    for (Index first = 0; first < vectors.rows(); first += rows_at_once) {
        stop_if_asked(stop);
        const Index count = std::min(rows_at_once, vectors.rows() - first);
        // |x - c|^2 without |x|^2, which is the same for every centre.
        Matrix distances = -2.0F * vectors.middleRows(first, count) * clusters.centres.transpose();
        distances.rowwise() += centre_squares.transpose();
        for (Index i = 0; i < count; ++i) {
            int& label = clusters.labels[static_cast<std::size_t>(first + i)];
            if (label < 0) continue;
            Index nearest = 0;
            distances.row(i).minCoeff(&nearest);
            changed = changed || label != static_cast<int>(nearest);
            label = static_cast<int>(nearest);
            clusters.inertia +=
                static_cast<double>((vectors.row(first + i) - clusters.centres.row(nearest)).squaredNorm());
        }
    }
    return changed;
}

/// Moves every centre to the mean of its vectors.
void move_centres(ConstMatrixView vectors, Clusters& clusters) {
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(clusters.centres.rows(), clusters.centres.cols());
    std::ranges::fill(clusters.sizes, 0);
    for (Index row = 0; row < vectors.rows(); ++row) {
        const int label = clusters.labels[static_cast<std::size_t>(row)];
        if (label < 0) continue;
        sums.row(label) += vectors.row(row).cast<double>();
        ++clusters.sizes[static_cast<std::size_t>(label)];
    }
    for (Index c = 0; c < sums.rows(); ++c) {
        const auto size = static_cast<double>(clusters.sizes[static_cast<std::size_t>(c)]);
        if (size > 0.0) clusters.centres.row(c) = (sums.row(c) / size).cast<float>();
    }
}

/// The vectors that k-means++ chooses, fewer than k where no other vector is left.
Matrix first_centres(ConstMatrixView vectors, int k, std::uint64_t seed, const std::stop_token& stop) {
    std::vector<double> distances(static_cast<std::size_t>(vectors.rows()), 0.0);
    for (Index row = 0; row < vectors.rows(); ++row)
        distances[static_cast<std::size_t>(row)] = finite(vectors, row) ? 1.0 : 0.0;
    Matrix centres(k, vectors.cols());
    TorchGenerator generator(seed);
    int chosen = 0;
    while (chosen < k) {
        stop_if_asked(stop);
        const double total = std::accumulate(distances.begin(), distances.end(), 0.0);
        if (!(total > 0.0)) break;
        double left = static_cast<double>(generator.next()) * 0x1p-32 * total;
        std::size_t next = 0;
        std::size_t last = 0;  // with a distance: where rounding runs past the end
        for (; next < distances.size(); ++next) {
            if (distances[next] == 0.0) continue;
            last = next;
            if (left < distances[next]) break;
            left -= distances[next];
        }
        const auto centre = static_cast<Index>(std::min(next, last));
        centres.row(chosen) = vectors.row(centre);
        for (Index row = 0; row < vectors.rows(); ++row) {
            double& distance = distances[static_cast<std::size_t>(row)];
            if (distance == 0.0) continue;
            const double other = static_cast<double>((vectors.row(row) - vectors.row(centre)).squaredNorm());
            distance = chosen == 0 ? other : std::min(distance, other);
        }
        ++chosen;
    }
    return centres.topRows(chosen);
}

void order_by_size(Clusters& clusters) {
    std::vector<int> order(clusters.sizes.size());
    std::iota(order.begin(), order.end(), 0);
    const auto size = [&](int cluster) { return clusters.sizes[static_cast<std::size_t>(cluster)]; };
    std::ranges::stable_sort(order, std::ranges::greater(), size);
    std::vector<int> place(order.size());
    Clusters ordered = clusters;
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
        ordered.sizes[i] = size(order[i]);
        ordered.centres.row(static_cast<Index>(i)) = clusters.centres.row(order[i]);
    }
    for (int& label : ordered.labels)
        label = label < 0 ? label : place[static_cast<std::size_t>(label)];
    clusters = std::move(ordered);
}

}  // namespace

Clusters k_means_from(ConstMatrixView vectors, const Matrix& centres, const std::stop_token& stop) {
    if (centres.cols() != vectors.cols()) {
        throw Error(ErrorCode::shape_mismatch, {"centres", to_string(Shape{centres.rows(), centres.cols()}),
                                                "[k, " + std::to_string(vectors.cols()) + "]"});
    }
    Clusters clusters;
    clusters.centres = centres;
    clusters.sizes.assign(static_cast<std::size_t>(centres.rows()), 0);
    clusters.labels.assign(static_cast<std::size_t>(vectors.rows()), -1);
    if (centres.rows() == 0) return clusters;
    for (Index row = 0; row < vectors.rows(); ++row) {
        if (finite(vectors, row)) clusters.labels[static_cast<std::size_t>(row)] = 0;
    }
    assign(vectors, clusters, stop);
    while (!clusters.settled && clusters.iterations < most_iterations) {
        move_centres(vectors, clusters);
        clusters.settled = !assign(vectors, clusters, stop);
        ++clusters.iterations;
    }
    return clusters;
}

Clusters k_means(ConstMatrixView vectors, int k, std::uint64_t seed, const std::stop_token& stop) {
    if (k < 1 || k > most_clusters) {
        throw Error(ErrorCode::value_out_of_range,
                    {"k", "1", std::to_string(most_clusters), std::to_string(k)});
    }
    Clusters clusters = k_means_from(vectors, first_centres(vectors, k, seed, stop), stop);
    order_by_size(clusters);
    return clusters;
}

}  // namespace patchlens
