#include "core/analysis/leading_eigenpairs.h"

#include <algorithm>
#include <random>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>

#include "core/error.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// All eigenpairs, largest first.
Eigenpairs all_eigenpairs(const MatrixXd& symmetric) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
    return {solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
}

MatrixXd pseudo_random(Index rows, Index columns) {
    std::mt19937 engine(1);
    return MatrixXd::NullaryExpr(rows, columns,
                                 [&] { return static_cast<double>(engine()) * 0x1p-31 - 1.0; });
}

/// Orthonormal columns that extend the orthonormal `basis` to span `candidates` as well; candidates already
/// in its span are dropped.
MatrixXd new_directions(const MatrixXd& basis, MatrixXd candidates) {
    constexpr double nothing = 1e-10;
    Index kept = 0;
    for (Index i = 0; i < candidates.cols(); ++i) {
        Eigen::VectorXd direction = candidates.col(i);
        const double before = direction.norm();
        if (before == 0.0) continue;
        // Twice, because the first pass leaves a rounding error in proportion to what it removes.
        for (int pass = 0; pass < 2; ++pass) {
            direction -= basis * (basis.transpose() * direction);
            direction -= candidates.leftCols(kept) * (candidates.leftCols(kept).transpose() * direction);
        }
        if (direction.norm() > nothing * before) candidates.col(kept++) = direction.normalized();
    }
    return candidates.leftCols(kept);
}

/// An orthonormal basis Q, its image S Q, and the pairs of S seen within it.
class Subspace {
public:
    explicit Subspace(Index size) : basis_(size, 0), image_(size, 0) {}

    Index size() const { return basis_.cols(); }

    void expand(const MatrixXd& directions, const SymmetricProduct& product) {
        const Index old = size();
        basis_.conservativeResize(Eigen::NoChange, old + directions.cols());
        image_.conservativeResize(Eigen::NoChange, old + directions.cols());
        basis_.rightCols(directions.cols()) = directions;
        image_.rightCols(directions.cols()) = product(directions);
        MatrixXd projected(size(), size());
        projected.topLeftCorner(old, old) = projected_;
        const MatrixXd added = basis_.transpose() * image_.rightCols(directions.cols());
        projected.rightCols(directions.cols()) = added;
        projected.bottomRows(directions.cols()) = added.transpose();
        projected_ = std::move(projected);
        ritz_ = all_eigenpairs(projected_);
    }

    /// Keeps only the leading directions; the pairs stay the same.
    void restart(Index keep) {
        const MatrixXd leading = ritz_.vectors.leftCols(keep);
        basis_ = (basis_ * leading).eval();
        image_ = (image_ * leading).eval();
        projected_ = ritz_.values.head(keep).asDiagonal();
        ritz_ = {ritz_.values.head(keep).eval(), MatrixXd::Identity(keep, keep)};
    }

    const Eigen::VectorXd& values() const { return ritz_.values; }
    MatrixXd vectors(Index count) const { return basis_ * ritz_.vectors.leftCols(count); }
    /// S v - value v for the leading pairs.
    MatrixXd residuals(Index count) const {
        return image_ * ritz_.vectors.leftCols(count) -
               vectors(count) * ritz_.values.head(count).asDiagonal();
    }
    const MatrixXd& basis() const { return basis_; }

private:
    MatrixXd basis_;
    MatrixXd image_;
    MatrixXd projected_;
    Eigenpairs ritz_;
};

/// The residuals of pairs that are not exact enough yet, and whether one of the first `count` is among them.
struct Remaining {
    MatrixXd residuals;
    bool wanted = false;
};

Remaining remaining(const Subspace& space, Index block, Index count) {
    const MatrixXd residuals = space.residuals(block);
    Remaining result{MatrixXd(residuals.rows(), block), false};
    Index columns = 0;
    for (Index i = 0; i < block; ++i) {
        const double enough = std::max(1e-9 * space.values()[i], 1e-13 * space.values()[0]);
        if (residuals.col(i).norm() <= enough) continue;
        result.residuals.col(columns++) = residuals.col(i);
        result.wanted = result.wanted || i < count;
    }
    result.residuals.conservativeResize(Eigen::NoChange, columns);
    return result;
}

}  // namespace

Eigenpairs leading_eigenpairs(Index size, Index count, const SymmetricProduct& product,
                              const std::stop_token& stop) {
    const Index block = std::min(size, count + 2);
    const Index most = std::min(size, std::max<Index>(8 * block, 48));
    Subspace space(size);
    MatrixXd directions = new_directions(space.basis(), pseudo_random(size, block));
    // Each step shrinks the error by a factor well below one; the bound is for spectra without any gap.
    for (int step = 0; step < 500 && directions.cols() > 0; ++step) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        if (space.size() + directions.cols() > most) space.restart(std::min(most - block, 3 * block));
        space.expand(directions, product);
        const Remaining left = remaining(space, block, count);
        if (!left.wanted) break;
        directions = new_directions(space.basis(), left.residuals);
    }
    return {space.values().head(count), space.vectors(count)};
}

Eigenpairs leading_eigenpairs(const MatrixXd& symmetric, Index count, const std::stop_token& stop) {
    if (symmetric.rows() <= 64 || count * 4 >= symmetric.rows()) {
        const Eigenpairs all = all_eigenpairs(symmetric);
        return {all.values.head(count), all.vectors.leftCols(count)};
    }
    return leading_eigenpairs(
        symmetric.rows(), count, [&](const MatrixXd& block) -> MatrixXd { return symmetric * block; }, stop);
}

Eigenpairs approximate_eigenpairs(const MatrixXd& symmetric, Index count, const std::stop_token& stop) {
    const Index size = symmetric.rows();
    const Index block = std::min(size, count + std::max<Index>(count / 12, 8));
    constexpr int products = 3;
    MatrixXd basis = pseudo_random(size, block);
    for (int product = 0; product < products; ++product) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        const Eigen::HouseholderQR<MatrixXd> factors(symmetric.selfadjointView<Eigen::Lower>() * basis);
        basis = factors.householderQ() * MatrixXd::Identity(size, block);
    }
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    const MatrixXd image = symmetric.selfadjointView<Eigen::Lower>() * basis;
    const Eigenpairs inside = all_eigenpairs(basis.transpose() * image);
    return {inside.values.head(count), basis * inside.vectors.leftCols(count)};
}

}  // namespace patchlens
