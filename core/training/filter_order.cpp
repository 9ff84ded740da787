#include "core/training/filter_order.h"

#include <algorithm>
#include <string>

#include <Eigen/Core>

#include "core/error.h"

namespace patchlens {
namespace {

using Eigen::Index;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What is left of a filter's square length once the chosen ones are taken off; less is rounding.
constexpr double independent = 1e-9;

/// Forward selection among `filters`, as many as are independent; those chosen are taken out.
std::vector<std::int64_t> select(const RowMajor& weight, const Eigen::MatrixXd& moments,
                                 std::vector<std::int64_t>& filters) {
    RowMajor left(static_cast<Index>(filters.size()), weight.cols());
    for (Index i = 0; i < left.rows(); ++i)
        left.row(i) = weight.row(filters[static_cast<std::size_t>(i)]);
    const Eigen::VectorXd whole = left.rowwise().squaredNorm();
    RowMajor seen = left * moments;
    std::vector<bool> taken(filters.size(), false);
    std::vector<std::int64_t> chosen;
    while (true) {
        Index best = -1;
        double most = -1.0;
        for (Index i = 0; i < left.rows(); ++i) {
            const double length = left.row(i).squaredNorm();
            if (taken[static_cast<std::size_t>(i)] || length <= independent * whole[i]) continue;
            const double energy = left.row(i).dot(seen.row(i)) / length;
            if (energy <= most) continue;
            most = energy;
            best = i;
        }
        if (best < 0) break;
        taken[static_cast<std::size_t>(best)] = true;
        chosen.push_back(filters[static_cast<std::size_t>(best)]);
        const Eigen::RowVectorXd direction = left.row(best).normalized();
        const Eigen::VectorXd along = left * direction.transpose();
        left.noalias() -= along * direction;
        seen.noalias() -= along * (direction * moments);
    }
    std::erase_if(filters,
                  [&](std::int64_t filter) { return std::ranges::find(chosen, filter) != chosen.end(); });
    return chosen;
}

}  // namespace

std::vector<std::int64_t> best_first(ConstMatrixView weight, ConstMatrixView patches) {
    if (weight.cols() != patches.cols()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(weight.cols()) + "]"});
    }
    Eigen::MatrixXd moments = Eigen::MatrixXd::Zero(patches.cols(), patches.cols());
    constexpr Index height = 1024;
    for (Index first = 0; first < patches.rows(); first += height) {
        const Eigen::MatrixXd some =
            patches.middleRows(first, std::min(height, patches.rows() - first)).cast<double>();
        moments.selfadjointView<Eigen::Lower>().rankUpdate(some.transpose());
    }
    moments.triangularView<Eigen::StrictlyUpper>() = moments.transpose();
    std::vector<std::int64_t> filters(static_cast<std::size_t>(weight.rows()));
    for (std::size_t i = 0; i < filters.size(); ++i)
        filters[i] = static_cast<std::int64_t>(i);
    const RowMajor all = weight.cast<double>();
    std::vector<std::int64_t> order;
    while (!filters.empty()) {
        const std::vector<std::int64_t> chosen = select(all, moments, filters);
        if (chosen.empty()) break;
        order.insert(order.end(), chosen.begin(), chosen.end());
    }
    // Filters of zeros, which see nothing.
    order.insert(order.end(), filters.begin(), filters.end());
    return order;
}

ConvParameters reordered(const ConvParameters& parameters, const std::vector<std::int64_t>& order) {
    ConvParameters result{Tensor(parameters.weight.shape(), Word::weights),
                          Tensor(parameters.bias.shape(), Word::weights)};
    const Index count = parameters.weight.dimension(0);
    const ConstMatrixView from = parameters.weight.matrix(count);
    MatrixView to = result.weight.matrix(count);
    for (Index i = 0; i < count; ++i) {
        const std::int64_t filter = order[static_cast<std::size_t>(i)];
        to.row(i) = from.row(filter);
        if (!parameters.bias.empty()) result.bias[i] = parameters.bias[filter];
    }
    return result;
}

}  // namespace patchlens
