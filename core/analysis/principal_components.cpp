#include "core/analysis/principal_components.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <Eigen/QR>

#include "core/analysis/centred_rows.h"
#include "core/analysis/leading_eigenpairs.h"
#include "core/error.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// Up to this side it pays to form A^T A or A A^T; beyond it, products with the rows themselves are cheaper.
constexpr Index formed_side = 256;

void require_count(int count, Index dimensions) {
    if (count >= 1 && count <= dimensions) return;
    throw Error(ErrorCode::value_out_of_range,
                {"count", "1", std::to_string(dimensions), std::to_string(count)});
}

/// +1 or -1, so that the entry of largest magnitude becomes positive.
double stable_sign(const Eigen::VectorXd& component) {
    const double largest = component.cwiseAbs().maxCoeff();
    for (const double entry : component) {
        if (std::abs(entry) >= largest * (1.0 - 1e-6)) return entry < 0.0 ? -1.0 : 1.0;
    }
    return 1.0;
}

/// Zeroes the components the data do not have; gives the others norm 1 and the stable sign.
void normalise(Eigenpairs& pairs, double total_variance) {
    for (Index i = 0; i < pairs.values.size(); ++i) {
        const double length = pairs.vectors.col(i).norm();
        if (pairs.values[i] <= 1e-12 * total_variance || length == 0.0) {
            pairs.values[i] = 0.0;
            pairs.vectors.col(i).setZero();
        } else {
            pairs.vectors.col(i) *= stable_sign(pairs.vectors.col(i)) / length;
        }
    }
}

/// `pairs` are normalised; `scores` of rows left out may hold anything.
PrincipalComponents assembled(const Eigenpairs& pairs, double total_variance, const Eigen::VectorXd& mean,
                              const MatrixXd& scores, const std::vector<std::int64_t>& left_out) {
    PrincipalComponents result;
    result.mean = mean.cast<float>();
    result.components = pairs.vectors.transpose().cast<float>();
    result.total_variance = total_variance;
    for (const double variance : pairs.values) {
        result.variances.push_back(variance);
        result.shares.push_back(total_variance > 0.0 ? variance / total_variance : 0.0);
    }
    result.scores = scores.cast<float>();
    for (const std::int64_t row : left_out) {
        result.scores.row(row).setConstant(std::numeric_limits<float>::quiet_NaN());
    }
    result.left_out = left_out;
    return result;
}

/// The leading eigenpairs of the covariance of `rows`, by the smaller of the two matrices of products.
Eigenpairs covariance_pairs(const CentredRows& rows, Index count, const std::stop_token& stop) {
    const Index side = std::min(rows.rows(), rows.dimensions());
    const bool form = side <= formed_side || count * 4 >= side;
    if (rows.dimensions() == side) {
        if (form) return leading_eigenpairs(rows.covariance(), count, stop);
        return leading_eigenpairs(
            side, count, [&](const MatrixXd& block) { return rows.covariance_times(block); }, stop);
    }
    const Index present = std::min(count, side);
    const auto divisor = static_cast<double>(std::max<Index>(rows.counted(), 1));
    Eigenpairs pairs = form ? leading_eigenpairs(rows.row_products(), present, stop)
                            : leading_eigenpairs(
                                  side, present,
                                  [&](const MatrixXd& block) -> MatrixXd {
                                      return rows.times(rows.transposed_times(block)) / divisor;
                                  },
                                  stop);
    // From an eigenvector u of A A^T to the one of A^T A: A^T u, up to its length.
    const MatrixXd components = rows.transposed_times(pairs.vectors);
    pairs.values.conservativeResizeLike(Eigen::VectorXd::Zero(count));
    pairs.vectors = MatrixXd::Zero(rows.dimensions(), count);
    pairs.vectors.leftCols(present) = components;
    return pairs;
}

/// The leading eigenpairs of W C W^T [D, D] for C [K, K].
Eigenpairs embedded_pairs(const MatrixXd& weight, const MatrixXd& covariance, Index count,
                          const std::stop_token& stop) {
    const Index dimensions = weight.rows();
    const Index inputs = weight.cols();
    const Index side = std::min(dimensions, inputs);
    if (side > 64 && count * 4 < side) {
        return leading_eigenpairs(
            dimensions, count,
            [&](const MatrixXd& block) -> MatrixXd {
                const MatrixXd seen = weight.transpose() * block;
                return weight * (covariance * seen);
            },
            stop);
    }
    if (dimensions <= inputs)
        return leading_eigenpairs(weight * covariance * weight.transpose(), count, stop);
    // W = Q R with R [K, K]: R C R^T has the same eigenvalues, and Q turns its eigenvectors into those asked
    // for.
    const Eigen::HouseholderQR<MatrixXd> factors(weight);
    const MatrixXd r = factors.matrixQR().topRows(inputs).triangularView<Eigen::Upper>();
    const Index present = std::min(count, inputs);
    const Eigenpairs small = leading_eigenpairs(r * covariance * r.transpose(), present, stop);
    Eigenpairs pairs{Eigen::VectorXd::Zero(count), MatrixXd::Zero(dimensions, count)};
    pairs.values.head(present) = small.values;
    pairs.vectors.topLeftCorner(inputs, present) = small.vectors;
    pairs.vectors.applyOnTheLeft(factors.householderQ());
    return pairs;
}

}  // namespace

PrincipalComponents principal_components(ConstMatrixView vectors, int count, const std::stop_token& stop) {
    require_count(count, vectors.cols());
    const CentredRows rows(vectors, stop);
    const double total_variance = rows.total_variance();
    Eigenpairs pairs = covariance_pairs(rows, count, stop);
    normalise(pairs, total_variance);
    return assembled(pairs, total_variance, rows.mean(), rows.times(pairs.vectors), rows.left_out());
}

PrincipalComponents embedding_components(ConstMatrixView patches, const ConvParameters& parameters, int count,
                                         const std::stop_token& stop) {
    const std::int64_t dimensions = parameters.weight.dimension(0);
    const ConstMatrixView weight_view = parameters.weight.matrix(dimensions);
    if (weight_view.cols() != patches.cols()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(weight_view.cols()) + "]"});
    }
    require_count(count, dimensions);
    const CentredRows rows(patches, stop);
    const MatrixXd weight = weight_view.cast<double>();
    const MatrixXd covariance = rows.covariance();
    // trace(W C W^T) = the sum over all i, j of C_ij (W^T W)_ij
    MatrixXd filter_products = MatrixXd::Zero(weight.cols(), weight.cols());
    filter_products.selfadjointView<Eigen::Lower>().rankUpdate(weight.transpose());
    filter_products.triangularView<Eigen::StrictlyUpper>() = filter_products.transpose();
    const double total_variance = std::max(covariance.cwiseProduct(filter_products).sum(), 0.0);

    Eigenpairs pairs = embedded_pairs(weight, covariance, count, stop);
    normalise(pairs, total_variance);
    Eigen::VectorXd mean = weight * rows.mean().transpose();
    if (!parameters.bias.empty()) mean += parameters.bias.matrix(dimensions).cast<double>();
    return assembled(pairs, total_variance, mean, rows.times(weight.transpose() * pairs.vectors),
                     rows.left_out());
}

Image component_picture(const PrincipalComponents& components, Size grid) {
    const Matrix& scores = components.scores;
    if (scores.rows() != grid.area()) {
        throw Error(ErrorCode::shape_mismatch, {"scores", to_string(Shape{scores.rows(), scores.cols()}),
                                                "[" + std::to_string(grid.area()) + ", components]"});
    }
    Image picture{grid, 4, std::vector<std::uint8_t>(static_cast<std::size_t>(grid.area()) * 4)};
    std::vector<bool> left_out(static_cast<std::size_t>(grid.area()));
    for (const std::int64_t token : components.left_out)
        left_out[static_cast<std::size_t>(token)] = true;
    for (Index channel = 0; channel < 3; ++channel) {
        const bool present = channel < scores.cols();
        float least = std::numeric_limits<float>::infinity();
        float greatest = -least;
        for (Index t = 0; present && t < scores.rows(); ++t) {
            if (left_out[static_cast<std::size_t>(t)]) continue;
            least = std::min(least, scores(t, channel));
            greatest = std::max(greatest, scores(t, channel));
        }
        for (Index t = 0; t < scores.rows(); ++t) {
            if (left_out[static_cast<std::size_t>(t)]) continue;
            const bool varies = present && greatest > least;
            const float level = varies ? (scores(t, channel) - least) / (greatest - least) : 128.0F / 255.0F;
            picture.pixels[static_cast<std::size_t>(t * 4 + channel)] =
                static_cast<std::uint8_t>(std::lround(level * 255.0F));
            picture.pixels[static_cast<std::size_t>(t * 4 + 3)] = 255;
        }
    }
    return picture;
}

}  // namespace patchlens
