#include "core/analysis/centred_rows.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

/// L2 blocking: this many doubles are 256 KiB.
constexpr Eigen::Index numbers_in_block = 32768;

void require_matrix(Eigen::Index rows, Eigen::Index columns) {
    require_memory(static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns) * sizeof(double),
                   Word::analysis);
}

/// Fills the upper triangle from the lower one.
void mirror(Eigen::MatrixXd& symmetric) {
    symmetric.triangularView<Eigen::StrictlyUpper>() = symmetric.transpose();
}

}  // namespace

CentredRows::CentredRows(ConstMatrixView rows, std::stop_token stop)
    : view_(rows), stop_(std::move(stop)), mean_(Eigen::RowVectorXd::Zero(rows.cols())) {
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        // Zero times a finite number is zero; times a NaN or an infinity it is NaN.
        if ((rows.row(row) * 0.0F).sum() == 0.0F) {
            mean_ += rows.row(row).cast<double>();
        } else {
            left_out_.push_back(row);
        }
    }
    if (counted() > 0) mean_ /= static_cast<double>(counted());
}

void CentredRows::for_each_block(const std::function<void(Eigen::Index, const Eigen::MatrixXd&)>& use) const {
    const Eigen::Index height =
        std::clamp<Eigen::Index>(numbers_in_block / std::max<Eigen::Index>(dimensions(), 1), 16, 1024);
    auto skipped = left_out_.begin();
    Eigen::MatrixXd block;
    for (Eigen::Index first = 0; first < rows(); first += height) {
        if (stop_.stop_requested()) throw Error(ErrorCode::cancelled);
        const Eigen::Index count = std::min(height, rows() - first);
        block = view_.middleRows(first, count).cast<double>().rowwise() - mean_;
        for (; skipped != left_out_.end() && *skipped < first + count; ++skipped) {
            block.row(*skipped - first).setZero();
        }
        use(first, block);
    }
}

double CentredRows::total_variance() const {
    double sum = 0.0;
    for_each_block([&](Eigen::Index, const Eigen::MatrixXd& block) { sum += block.squaredNorm(); });
    return counted() > 0 ? sum / static_cast<double>(counted()) : 0.0;
}

Eigen::MatrixXd CentredRows::covariance() const {
    require_matrix(dimensions(), dimensions());
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(dimensions(), dimensions());
    for_each_block([&](Eigen::Index, const Eigen::MatrixXd& block) {
        sums.selfadjointView<Eigen::Lower>().rankUpdate(block.transpose());
    });
    if (counted() > 0) sums /= static_cast<double>(counted());
    mirror(sums);
    return sums;
}

Eigen::MatrixXd CentredRows::row_products() const {
    require_matrix(rows(), dimensions() + rows());
    Eigen::MatrixXd centred(rows(), dimensions());
    for_each_block([&](Eigen::Index first, const Eigen::MatrixXd& block) {
        centred.middleRows(first, block.rows()) = block;
    });
    Eigen::MatrixXd products = Eigen::MatrixXd::Zero(rows(), rows());
    products.selfadjointView<Eigen::Lower>().rankUpdate(centred);
    if (counted() > 0) products /= static_cast<double>(counted());
    mirror(products);
    return products;
}

Eigen::MatrixXd CentredRows::times(const Eigen::MatrixXd& directions) const {
    require_matrix(rows(), directions.cols());
    Eigen::MatrixXd result(rows(), directions.cols());
    for_each_block([&](Eigen::Index first, const Eigen::MatrixXd& block) {
        result.middleRows(first, block.rows()).noalias() = block * directions;
    });
    return result;
}

Eigen::MatrixXd CentredRows::transposed_times(const Eigen::MatrixXd& weights) const {
    Eigen::MatrixXd result = Eigen::MatrixXd::Zero(dimensions(), weights.cols());
    for_each_block([&](Eigen::Index first, const Eigen::MatrixXd& block) {
        result.noalias() += block.transpose() * weights.middleRows(first, block.rows());
    });
    return result;
}

Eigen::MatrixXd CentredRows::covariance_times(const Eigen::MatrixXd& directions) const {
    Eigen::MatrixXd result = Eigen::MatrixXd::Zero(dimensions(), directions.cols());
    Eigen::MatrixXd along;
    for_each_block([&](Eigen::Index, const Eigen::MatrixXd& block) {
        along.noalias() = block * directions;
        result.noalias() += block.transpose() * along;
    });
    if (counted() > 0) result /= static_cast<double>(counted());
    return result;
}

}  // namespace patchlens
