#include "core/training/filter_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include <Eigen/Core>

#include "core/error.h"
#include "core/training/panels.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What is left of a filter's square length once the chosen ones are taken off; less is rounding.
constexpr double independent = 1e-9;
/// Patches that are looked at together.
constexpr Index height = 1024;

/// The one not `taken` that adds most: energy for its length. -1 where none is independent.
Index best_of(const VectorXd& energy, const VectorXd& length, const VectorXd& whole,
              const std::vector<bool>& taken) {
    Index best = -1;
    double most = -1.0;
    for (Index i = 0; i < length.size(); ++i) {
        if (taken[static_cast<std::size_t>(i)] || length[i] <= independent * whole[i]) continue;
        if (energy[i] / length[i] <= most) continue;
        most = energy[i] / length[i];
        best = i;
    }
    return best;
}

/// Filters w [D, K] with the moments M = x^T x of the patches. Each choice is taken off the others and off
/// what they see, w M.
class ShortFilters {
public:
    ShortFilters(ConstMatrixView weight, ConstMatrixView patches)
        : weight_(weight.cast<double>()), moments_(MatrixXd::Zero(patches.cols(), patches.cols())) {
        for (Index first = 0; first < patches.rows(); first += height) {
            const MatrixXd some =
                patches.middleRows(first, std::min(height, patches.rows() - first)).cast<double>();
            moments_.selfadjointView<Eigen::Lower>().rankUpdate(some.transpose());
        }
        moments_.triangularView<Eigen::StrictlyUpper>() = moments_.transpose();
    }

    void keep(const std::vector<Index>& filters) { weight_ = RowMajor(weight_(filters, Eigen::all)); }

    std::vector<Index> select() const {
        RowMajor left = weight_;
        RowMajor seen = left * moments_;
        const VectorXd whole = left.rowwise().squaredNorm();
        VectorXd length = whole;
        VectorXd energy(left.rows());
        std::vector<bool> taken(static_cast<std::size_t>(left.rows()), false);
        std::vector<Index> chosen;
        while (true) {
            for (Index i = 0; i < left.rows(); ++i) {
                length[i] = left.row(i).squaredNorm();
                energy[i] = left.row(i).dot(seen.row(i));
            }
            const Index best = best_of(energy, length, whole, taken);
            if (best < 0) return chosen;
            taken[static_cast<std::size_t>(best)] = true;
            chosen.push_back(best);
            const Eigen::RowVectorXd direction = left.row(best).normalized();
            const VectorXd along = left * direction.transpose();
            left.noalias() -= along * direction;
            seen.noalias() -= along * (direction * moments_);
        }
    }

private:
    RowMajor weight_;
    MatrixXd moments_;
};

/// Filters of more numbers than there are filters, by their products with each other alone: the lengths
/// w w^T and the energies w M w^T, both [D, D].
class LongFilters {
public:
    LongFilters(ConstMatrixView weight, ConstMatrixView patches)
        : lengths_(MatrixXd::Zero(weight.rows(), weight.rows())), energies_(lengths_) {
        lengths_.selfadjointView<Eigen::Lower>().rankUpdate(weight.cast<double>());
        lengths_.triangularView<Eigen::StrictlyUpper>() = lengths_.transpose();
        const ProjectionKernel kernel = projection_kernel(default_simd_target());
        Panels columns(weight.rows(), weight.cols());
        set_all_rows(kernel, columns, weight);
        for (Index first = 0; first < patches.rows(); first += height) {
            const Index count = std::min(height, patches.rows() - first);
            Panels rows(count, patches.cols());
            set_all_rows(kernel, rows, ConstMatrixView(patches.row(first).data(), count, patches.cols()));
            Matrix outputs(count, weight.rows());
            multiply(kernel, {rows, columns, outputs.data(), weight.rows()}, 0, rows.panels());
            Panels by_filter(weight.rows(), count);
            for (Index patch = 0; patch < count; ++patch)
                by_filter.set_element(patch, outputs.row(patch).data());
            // Of so few patches float is exact enough.
            Matrix some(weight.rows(), weight.rows());
            multiply(kernel, {by_filter, by_filter, some.data(), weight.rows()}, 0, by_filter.panels());
            energies_ += some.cast<double>();
        }
    }

    void keep(const std::vector<Index>& filters) {
        lengths_ = MatrixXd(lengths_(filters, filters));
        energies_ = MatrixXd(energies_(filters, filters));
    }

    /// What is left once the chosen ones are taken off has the lengths w w^T - U U^T and the energies
    /// w M w^T - U V^T - V U^T (a pivoted Cholesky decomposition, and what it does to the second matrix):
    /// each choice adds a column to U and V.
    std::vector<Index> select() const {
        const Index count = lengths_.rows();
        const VectorXd whole = lengths_.diagonal();
        VectorXd length = whole;
        VectorXd energy = energies_.diagonal();
        MatrixXd u(count, count);
        MatrixXd v(count, count);
        std::vector<bool> taken(static_cast<std::size_t>(count), false);
        std::vector<Index> chosen;
        for (Index step = 0; step < count; ++step) {
            const Index best = best_of(energy, length, whole, taken);
            if (best < 0) break;
            taken[static_cast<std::size_t>(best)] = true;
            chosen.push_back(best);
            const auto earlier_u = u.leftCols(step);
            const auto earlier_v = v.leftCols(step);
            const VectorXd lengths = lengths_.col(best) - earlier_u * earlier_u.row(best).transpose();
            const VectorXd energies = energies_.col(best) - earlier_u * earlier_v.row(best).transpose() -
                                      earlier_v * earlier_u.row(best).transpose();
            const double root = std::sqrt(length[best]);
            u.col(step) = lengths / root;
            v.col(step) = energies / root - energies[best] / (2.0 * length[best]) * u.col(step);
            length -= u.col(step).cwiseAbs2();
            energy -= 2.0 * u.col(step).cwiseProduct(v.col(step));
        }
        return chosen;
    }

private:
    static void set_all_rows(const ProjectionKernel& kernel, Panels& panels, ConstMatrixView rows) {
        for (std::int64_t panel = 0; panel < panels.panels(); ++panel) {
            std::vector<const float*> some;
            for (Index row = panel * panel_width;
                 row < std::min<Index>(rows.rows(), (panel + 1) * panel_width); ++row)
                some.push_back(rows.row(row).data());
            panels.set_rows(kernel, panel, some);
        }
    }

    MatrixXd lengths_;
    MatrixXd energies_;
};

template <typename Filters>
std::vector<std::int64_t> order_of(Filters filters, Index count) {
    std::vector<std::int64_t> left(static_cast<std::size_t>(count));
    std::iota(left.begin(), left.end(), 0);
    std::vector<std::int64_t> order;
    while (!left.empty()) {
        const std::vector<Index> chosen = filters.select();
        if (chosen.empty()) break;
        std::vector<bool> taken(left.size(), false);
        for (const Index filter : chosen) {
            taken[static_cast<std::size_t>(filter)] = true;
            order.push_back(left[static_cast<std::size_t>(filter)]);
        }
        std::vector<Index> kept;
        std::vector<std::int64_t> rest;
        for (std::size_t i = 0; i < left.size(); ++i) {
            if (taken[i]) continue;
            kept.push_back(static_cast<Index>(i));
            rest.push_back(left[i]);
        }
        filters.keep(kept);
        left = std::move(rest);
    }
    // Filters of zeros, which see nothing.
    order.insert(order.end(), left.begin(), left.end());
    return order;
}

}  // namespace

std::vector<std::int64_t> best_first(ConstMatrixView weight, ConstMatrixView patches) {
    if (weight.cols() != patches.cols()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(weight.cols()) + "]"});
    }
    if (weight.cols() <= weight.rows()) return order_of(ShortFilters(weight, patches), weight.rows());
    return order_of(LongFilters(weight, patches), weight.rows());
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
