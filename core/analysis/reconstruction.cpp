#include "core/analysis/reconstruction.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>

#include "core/analysis/leading_eigenpairs.h"
#include "core/analysis/row_blocks.h"
#include "core/error.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

void require_kept(int kept, Index most) {
    if (kept >= 0 && kept <= most) return;
    throw Error(ErrorCode::value_out_of_range, {"kept", "0", std::to_string(most), std::to_string(kept)});
}

void require_finite(const Tensor& weight) {
    for (const float value : weight.values()) {
        if (std::isfinite(value)) continue;
        throw Error(ErrorCode::value_out_of_range, {"weight", "-3.4e38", "3.4e38", std::to_string(value)});
    }
}

template <typename Rows>
void require_columns(const Rows& rows, Index expected) {
    if (rows.cols() == expected) return;
    throw Error(ErrorCode::shape_mismatch, {"embeddings", to_string(Shape{rows.rows(), rows.cols()}),
                                            "[N, " + std::to_string(expected) + "]"});
}

/// The coordinates of filters [D, m], whose m columns are orthogonal and of the same length, turned so that
/// those of earlier filters come first: Gram and Schmidt's method on the rows, [m, m]. Of any direction that
/// is still missing some row holds at least 1/sqrt(D) of that length.
MatrixXd earlier_first(const MatrixXd& coordinates) {
    const Index count = coordinates.cols();
    const double least = coordinates.col(0).norm() / (2 * std::sqrt(static_cast<double>(coordinates.rows())));
    MatrixXd turn(count, count);
    Index found = 0;
    for (Index row = 0; row < coordinates.rows() && found < count; ++row) {
        const auto before = turn.leftCols(found);
        Eigen::VectorXd rest = coordinates.row(row).transpose();
        for (int time = 0; time < 2; ++time)
            rest -= before * (before.transpose() * rest).eval();
        const double length = rest.norm();
        if (length > least) turn.col(found++) = rest / length;
    }
    return turn;
}

/// Directions of the same singular value may be turned among themselves: what they are becomes a matter of
/// the filters' order, not of rounding.
void settle_equal(const MatrixXd& weight, const Eigen::VectorXd& squares, MatrixXd& left, MatrixXd& right) {
    constexpr double equal = 1e-6;
    for (Index first = 0, end = 0; first < right.cols(); first = end) {
        for (end = first + 1; end < right.cols() && squares[end] > (1 - equal) * squares[first];)
            ++end;
        if (end - first == 1) continue;
        const MatrixXd turn = earlier_first(weight * right.middleCols(first, end - first));
        right.middleCols(first, end - first) = (right.middleCols(first, end - first) * turn).eval();
        left.middleCols(first, end - first) = (left.middleCols(first, end - first) * turn).eval();
    }
}

}  // namespace

PseudoInverse::PseudoInverse(const ConvParameters& parameters) {
    require_finite(parameters.weight);
    const Index dimensions = parameters.weight.dimension(0);
    const Index inputs = parameters.weight.size() / std::max<Index>(dimensions, 1);
    const Index side = std::min(dimensions, inputs);
    // The weight in double, the products, and the solver's copies of them.
    require_memory(static_cast<std::uint64_t>(dimensions * inputs * 2 + side * side * 4) * sizeof(double),
                   Word::analysis);
    const MatrixXd weight = parameters.weight.matrix(dimensions).cast<double>();
    bias_ = Eigen::RowVectorXd::Zero(dimensions);
    if (!parameters.bias.empty()) bias_ = parameters.bias.matrix(1).cast<double>();

    const bool tall = inputs <= dimensions;
    MatrixXd products = MatrixXd::Zero(side, side);
    if (tall) {
        products.selfadjointView<Eigen::Lower>().rankUpdate(weight.transpose());
    } else {
        products.selfadjointView<Eigen::Lower>().rankUpdate(weight);
    }
    products.triangularView<Eigen::StrictlyUpper>() = products.transpose();
    const Eigenpairs pairs = leading_eigenpairs(products, side);

    Index rank = 0;
    for (const double square : pairs.values)
        singular_values_.push_back(std::sqrt(std::max(square, 0.0)));
    const double threshold = singular_values_.front() * static_cast<double>(std::max(dimensions, inputs)) *
                             static_cast<double>(std::numeric_limits<float>::epsilon());
    while (rank < side && singular_values_[static_cast<std::size_t>(rank)] > threshold)
        ++rank;

    // U and V from one another: W V = U S, and W^T U = V S.
    const Eigen::VectorXd inverse = pairs.values.head(rank).cwiseInverse();
    if (tall) {
        right_ = pairs.vectors.leftCols(rank);
        left_ = weight * right_ * inverse.asDiagonal();
    } else {
        const Eigen::VectorXd root = inverse.cwiseSqrt();
        left_ = pairs.vectors.leftCols(rank) * root.asDiagonal();
        right_ = weight.transpose() * left_;
    }
    settle_equal(weight, pairs.values, left_, right_);
}

Coordinates PseudoInverse::coordinates_of(TokensView embeddings, Index directions) const {
    const MatrixXd centred = embeddings.cast<double>().rowwise() - bias_;
    return centred * left_.leftCols(directions);
}

Tensor PseudoInverse::patches(TokensView embeddings, int kept, const std::stop_token& stop) const {
    require_kept(kept, static_cast<Index>(singular_values_.size()));
    require_columns(embeddings, left_.rows());
    Tensor result({embeddings.rows(), right_.rows()}, Word::patches);
    MatrixView rows = result.matrix(embeddings.rows());
    const Index directions = std::min<Index>(kept, left_.cols());
    each_row_block(embeddings.rows(), {nullptr, stop}, [&](Index first, Index count) {
        rows.middleRows(first, count) = (coordinates_of(embeddings.middleRows(first, count), directions) *
                                         right_.leftCols(directions).transpose())
                                            .cast<float>();
    });
    return result;
}

void PseudoInverse::coordinates_into(Coordinates& all, Index first, TokensView embeddings,
                                     const RunOptions& run) const {
    require_columns(embeddings, left_.rows());
    each_row_block(embeddings.rows(), run, [&](Index from, Index count) {
        all.middleRows(first + from, count) =
            coordinates_of(embeddings.middleRows(from, count), left_.cols());
    });
}

Tensor PseudoInverse::patches_at(const Coordinates& coordinates, int kept, const RunOptions& run) const {
    require_kept(kept, static_cast<Index>(singular_values_.size()));
    require_columns(coordinates, left_.cols());
    Tensor result({coordinates.rows(), right_.rows()}, Word::patches);
    MatrixView rows = result.matrix(coordinates.rows());
    const Index directions = std::min<Index>(kept, left_.cols());
    each_row_block(coordinates.rows(), run, [&](Index first, Index count) {
        rows.middleRows(first, count) =
            (coordinates.block(first, 0, count, directions) * right_.leftCols(directions).transpose())
                .cast<float>();
    });
    return result;
}

PseudoInverse PseudoInverse::reordered(const std::vector<int>& order) const {
    PseudoInverse result = *this;
    for (Index to = 0; to < left_.cols(); ++to) {
        const Index from = order.at(static_cast<std::size_t>(to));
        result.left_.col(to) = left_.col(from);
        result.right_.col(to) = right_.col(from);
    }
    return result;
}

std::vector<int> longest_first(const Coordinates& coordinates) {
    std::vector<double> energy(static_cast<std::size_t>(coordinates.cols()), 0.0);
    for (Index row = 0; row < coordinates.rows(); ++row) {
        if (!coordinates.row(row).allFinite()) continue;
        for (Index i = 0; i < coordinates.cols(); ++i)
            energy[static_cast<std::size_t>(i)] += coordinates(row, i) * coordinates(row, i);
    }
    std::vector<int> order(energy.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](int i) { return energy[static_cast<std::size_t>(i)]; });
    return order;
}

Tensor PseudoInverse::patches(TokensView embeddings, const std::stop_token& stop) const {
    return patches(embeddings, static_cast<int>(singular_values_.size()), stop);
}

Tensor patches_from_dimensions(const ConvParameters& parameters, TokensView embeddings, int kept,
                               const std::stop_token& stop) {
    const Shape& shape = parameters.weight.shape();
    const std::int64_t dimensions = shape.at(0);
    const std::int64_t inputs = parameters.weight.size() / dimensions;
    require_kept(kept, dimensions);
    require_columns(embeddings, dimensions);
    if (kept == 0) return Tensor::zeros({embeddings.rows(), inputs}, Word::patches);
    ConvParameters first;
    first.weight =
        Tensor({kept, inputs}, parameters.weight.values().first(static_cast<std::size_t>(kept * inputs)));
    if (!parameters.bias.empty()) {
        first.bias = Tensor({kept}, parameters.bias.values().first(static_cast<std::size_t>(kept)));
    }
    return PseudoInverse(first).patches(embeddings.leftCols(kept), stop);
}

Tensor patches_from_components(const PseudoInverse& inverse, const PrincipalComponents& embeddings,
                               int kept) {
    require_kept(kept, embeddings.components.rows());
    // W+ is linear: the patch of mean + sum of score * component is the mean's patch + sum of score * (W+
    // component). Both come from W+ (e - b) of the mean and of mean + component, without the bias.
    Matrix vectors(kept + 1, embeddings.components.cols());
    vectors.row(0) = embeddings.mean.transpose();
    vectors.bottomRows(kept) = embeddings.components.topRows(kept).rowwise() + embeddings.mean.transpose();
    const Tensor corners = inverse.patches(vectors);
    const MatrixXd patches = ConstMatrixView(corners.matrix(kept + 1)).cast<double>();
    const Eigen::RowVectorXd mean_patch = patches.row(0);
    const MatrixXd component_patches = patches.bottomRows(kept).rowwise() - mean_patch;
    const Index count = embeddings.scores.rows();
    Tensor result({count, patches.cols()}, Word::patches);
    MatrixView rows = result.matrix(count);
    constexpr Index height = 128;
    for (Index first = 0; first < count; first += height) {
        const Index some = std::min(height, count - first);
        const MatrixXd scores = embeddings.scores.block(first, 0, some, kept).cast<double>();
        rows.middleRows(first, some) = ((scores * component_patches).rowwise() + mean_patch).cast<float>();
    }
    for (const std::int64_t token : embeddings.left_out) {
        rows.row(token).setConstant(std::numeric_limits<float>::quiet_NaN());
    }
    return result;
}

}  // namespace patchlens
