// The rows of a matrix minus their mean, as every principal component analysis needs them, without a copy of
// the matrix.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include <Eigen/Core>

#include "core/tensor.h"

namespace patchlens {

/// Views rows [N, D] and stands for A, the matrix of the rows minus their mean. A row with a NaN or an
/// infinity is left out of the mean and of everything else: in A it is zero. Every product is computed in
/// double, block by block, so the extra memory is one block. `stop` is checked before each block: all
/// functions throw Error(cancelled) once it is requested, and Error(out_of_memory) where their result does
/// not fit.
class CentredRows {
public:
    explicit CentredRows(ConstMatrixView rows, std::stop_token stop = {});

    Eigen::Index rows() const { return view_.rows(); }
    Eigen::Index dimensions() const { return view_.cols(); }
    /// How many rows are not left out.
    Eigen::Index counted() const { return rows() - static_cast<Eigen::Index>(left_out_.size()); }
    /// The rows with a NaN or an infinity, ascending.
    const std::vector<std::int64_t>& left_out() const { return left_out_; }
    /// [D]; zeros where all rows are left out.
    const Eigen::RowVectorXd& mean() const { return mean_; }

    /// The sum of the variances of all D columns, each the mean of squares (divided by the counted rows).
    double total_variance() const;
    /// A^T A / counted: [D, D], symmetric.
    Eigen::MatrixXd covariance() const;
    /// A A^T / counted: [N, N], symmetric, with the same non-zero eigenvalues as covariance().
    Eigen::MatrixXd row_products() const;
    /// A times directions [D, k]: [N, k].
    Eigen::MatrixXd times(const Eigen::MatrixXd& directions) const;
    /// A^T times weights [N, k]: [D, k].
    Eigen::MatrixXd transposed_times(const Eigen::MatrixXd& weights) const;
    /// A^T A / counted times directions [D, k], without forming the covariance: [D, k].
    Eigen::MatrixXd covariance_times(const Eigen::MatrixXd& directions) const;

private:
    /// Calls `use(first_row, block of A)` for one block after another.
    void for_each_block(const std::function<void(Eigen::Index, const Eigen::MatrixXd&)>& use) const;

    ConstMatrixView view_;
    std::stop_token stop_;
    std::vector<std::int64_t> left_out_;
    Eigen::RowVectorXd mean_;
};

}  // namespace patchlens
