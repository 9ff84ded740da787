#include "core/analysis/reconstruction_error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/analysis/row_blocks.h"
#include "core/error.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The root mean square over `patches` [N, K] without their parts along the first k columns of `basis` [K,
/// n], which are orthonormal: [n + 1].
std::vector<double> errors_along(const MatrixXd& basis, ConstMatrixView patches, const RunOptions& run) {
    if (patches.cols() != basis.rows()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(basis.rows()) + "]"});
    }
    // A column for each block, added in order: the same sum whatever the threads.
    MatrixXd squares(basis.cols(), row_blocks(patches.rows()));
    VectorXd whole(squares.cols());
    each_row_block(patches.rows(), run, [&](Index first, Index count) {
        const MatrixXd block = patches.middleRows(first, count).cast<double>();
        squares.col(first / rows_in_block) = (block * basis).colwise().squaredNorm().transpose();
        whole(first / rows_in_block) = block.squaredNorm();
    });
    const VectorXd along = squares.rowwise().sum();
    const bool everything = basis.cols() == basis.rows();
    // From the smallest to the largest, so that the end is exact.
    double left = everything ? 0.0 : std::max(0.0, whole.sum() - along.sum());
    const auto count = static_cast<double>(std::max<Index>(1, patches.size()));
    std::vector<double> errors(static_cast<std::size_t>(basis.cols()) + 1);
    errors.back() = std::sqrt(left / count);
    for (Index k = basis.cols() - 1; k >= 0; --k) {
        left += along(k);
        errors[static_cast<std::size_t>(k)] = std::sqrt(left / count);
    }
    return errors;
}

/// What filters span: orthonormal directions [K, n], and how many of them the first d filters span.
struct FilterSpan {
    MatrixXd directions;
    std::vector<Index> spanned;  ///< [D + 1]
};

/// Gram and Schmidt's method, each filter made orthogonal twice ("twice is enough": Giraud, Langou,
/// Rozloznik, 2005).
FilterSpan span_of(const MatrixXd& filters, const std::stop_token& stop) {
    const Index inputs = filters.rows();
    const double longest = filters.cols() > 0 ? filters.colwise().norm().maxCoeff() : 0.0;
    const double least = longest * static_cast<double>(std::max(inputs, filters.cols())) *
                         static_cast<double>(std::numeric_limits<float>::epsilon());
    FilterSpan span{MatrixXd(inputs, std::min(inputs, filters.cols())), {0}};
    Index found = 0;
    for (Index d = 0; d < filters.cols(); ++d) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        if (found < inputs) {
            const auto before = span.directions.leftCols(found);
            VectorXd rest = filters.col(d);
            for (int time = 0; time < 2; ++time)
                rest -= before * (before.transpose() * rest).eval();
            const double length = rest.norm();
            if (length > least) span.directions.col(found++) = rest / length;
        }
        span.spanned.push_back(found);
    }
    span.directions.conservativeResize(Eigen::NoChange, found);
    return span;
}

}  // namespace

std::vector<double> errors_by_directions(const PseudoInverse& inverse, ConstMatrixView patches,
                                         const RunOptions& run) {
    return errors_along(inverse.directions(), patches, run);
}

std::vector<double> errors_by_filters(const Tensor& weight, ConstMatrixView patches, const RunOptions& run) {
    const Index dimensions = weight.dimension(0);
    require_memory(static_cast<std::uint64_t>(weight.size()) * 2 * sizeof(double), Word::analysis);
    const MatrixXd filters = weight.matrix(dimensions).cast<double>().transpose();
    const FilterSpan span = span_of(filters, run.stop);
    const std::vector<double> errors = errors_along(span.directions, patches, run);
    std::vector<double> by_filters;
    for (const Index spanned : span.spanned)
        by_filters.push_back(errors[static_cast<std::size_t>(spanned)]);
    return by_filters;
}

}  // namespace patchlens
