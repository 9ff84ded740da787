#include "core/training/prepared_patches.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/centred_rows.h"
#include "core/analysis/leading_eigenpairs.h"
#include "core/analysis/principal_components.h"

namespace patchlens {
namespace {

using Eigen::Index;

/// Of the largest variance.
constexpr double whitening_floor = 1e-5;
/// Likewise; a direction of less variance is rounding.
constexpr double no_variance = 1e-9;

/// Patches and numbers of a patch beyond which components are found nearly; until there it takes seconds.
constexpr Index many = 2 * most_whitened;

/// The mean of the patches, their `count` first components with variances, and the scores.
PrincipalComponents components_of_patches(ConstMatrixView patches, Index count, const std::stop_token& stop) {
    if (std::min(patches.rows(), patches.cols()) <= many)
        return principal_components(patches, static_cast<int>(count), stop);
    const CentredRows rows(patches, stop);
    const Eigenpairs pairs = approximate_eigenpairs(rows.covariance(), count, stop);
    PrincipalComponents found;
    found.mean = rows.mean().cast<float>();
    found.components = pairs.vectors.transpose().cast<float>();
    found.variances.assign(pairs.values.begin(), pairs.values.end());
    found.scores = rows.times(pairs.vectors).cast<float>();
    return found;
}

/// How many components vary, at least one.
Index varying(const std::vector<double>& variances) {
    const double least = no_variance * variances.front();
    const auto count = std::ranges::count_if(variances, [&](double variance) { return variance > least; });
    return std::max<Index>(count, 1);
}

}  // namespace

PreparedPatches whitened(ConstMatrixView patches, const std::stop_token& stop) {
    const Index wanted = std::min<Index>(patches.cols(), most_whitened);
    const PrincipalComponents found = components_of_patches(patches, wanted, stop);
    const Index kept = varying(found.variances);
    const double largest = found.variances.front();
    PreparedPatches result;
    result.mean = found.mean.cast<double>().transpose();
    result.transform = found.components.topRows(kept).cast<double>();
    result.rows = Tensor({patches.rows(), kept}, Word::patches);
    MatrixView rows = result.rows.matrix(patches.rows());
    rows = found.scores.leftCols(kept);
    for (Index i = 0; i < kept; ++i) {
        const double variance = found.variances[static_cast<std::size_t>(i)] + whitening_floor * largest;
        const double scale = variance > 0.0 ? 1.0 / std::sqrt(variance) : 0.0;
        result.transform.row(i) *= scale;
        rows.col(i) *= static_cast<float>(scale);
    }
    return result;
}

PreparedPatches centred_and_scaled(ConstMatrixView patches) {
    PreparedPatches result;
    result.mean = patches.cast<double>().colwise().mean();
    result.rows = Tensor({patches.rows(), patches.cols()}, Word::patches);
    MatrixView rows = result.rows.matrix(patches.rows());
    rows = patches.rowwise() - result.mean.cast<float>();
    double squares = 0.0;
    for (Index row = 0; row < rows.rows(); ++row)
        squares += static_cast<double>(rows.row(row).squaredNorm());
    const double variance = squares / static_cast<double>(std::max<Index>(rows.size(), 1));
    const double scale = variance > 0.0 ? 1.0 / std::sqrt(variance) : 0.0;
    rows *= static_cast<float>(scale);
    result.transform = Eigen::MatrixXd::Identity(patches.cols(), patches.cols()) * scale;
    return result;
}

}  // namespace patchlens
