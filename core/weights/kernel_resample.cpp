#include "core/weights/kernel_resample.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include "core/error.h"
#include "core/support/byte_source.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

/// Keys' cubic with a = -0.5.
double cubic(double x) {
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
    return 0;
}

using SparseMatrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// The rows of the interpolation, a sparse band around the diagonal.
SparseMatrix interpolation_band(int from, int to) {
    const double scale = static_cast<double>(from) / to;
    const double stretch = std::max(scale, 1.0);  // shrinking widens the filter: antialiasing
    const double support = 2 * stretch;
    SparseMatrix band(to, from);
    band.reserve(Eigen::VectorXi::Constant(to, std::min(from, static_cast<int>(2 * support) + 2)));
    std::vector<double> row_numbers;
    for (int row = 0; row < to; ++row) {
        const double centre = (row + 0.5) * scale;
        const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
        const int last = std::min(static_cast<int>(centre + support + 0.5), from);
        row_numbers.clear();
        for (int column = first; column < last; ++column)
            row_numbers.push_back(cubic((column - centre + 0.5) / stretch));
        // The filter is cut at the border: what is left is normalised to sum 1.
        const double sum = std::accumulate(row_numbers.begin(), row_numbers.end(), 0.0);
        for (int column = first; column < last; ++column) {
            band.insert(row, column) = row_numbers[static_cast<std::size_t>(column - first)] / sum;
        }
    }
    band.makeCompressed();
    return band;
}

/// The transposed pseudo-inverse of the interpolation B along one axis, [to, from], applied to columns. Where
/// patches grow, B has independent columns and it is B (B'B)^-1; where they shrink, independent rows and it
/// is (BB')^-1 B. Both products are narrow bands, and far from singular (the singular values of B from 2000
/// to 1999 are between 0.04 and 1), so that a sparse Cholesky solves them in linear time.
class AxisResampling {
public:
    AxisResampling(int from, int to) : band_(interpolation_band(from, to)), grows_(to > from) {
        if (from == to) return;
        const SparseMatrix product =
            grows_ ? SparseMatrix(band_.transpose() * band_) : SparseMatrix(band_ * band_.transpose());
        solver_.emplace();
        solver_->compute(Eigen::SparseMatrix<double>(product));
    }

    Eigen::MatrixXd operator()(const Eigen::MatrixXd& columns) const {
        if (!solver_) return columns;
        if (grows_) return band_ * solver_->solve(columns);
        return solver_->solve(band_ * columns);
    }

private:
    using Solver =
        Eigen::SimplicialLLT<Eigen::SparseMatrix<double>, Eigen::Lower, Eigen::NaturalOrdering<int>>;

    SparseMatrix band_;
    bool grows_;
    std::optional<Solver> solver_;
};

/// `resampling` applied to the columns of `numbers`, some at a time.
Eigen::MatrixXd resampled_columns(const AxisResampling& resampling, const Eigen::MatrixXd& numbers, int rows,
                                  const std::stop_token& stop) {
    constexpr Eigen::Index step = 64;
    Eigen::MatrixXd resampled(rows, numbers.cols());
    for (Eigen::Index column = 0; column < numbers.cols(); column += step) {
        stop_if_asked(stop);
        const Eigen::Index columns = std::min(step, numbers.cols() - column);
        resampled.middleCols(column, columns) = resampling(numbers.middleCols(column, columns));
    }
    return resampled;
}

void require_range(const char* what, std::int64_t value, std::int64_t most) {
    if (value >= 1 && value <= most) return;
    throw Error(ErrorCode::value_out_of_range, {what, "1", std::to_string(most), std::to_string(value)});
}

}  // namespace

Eigen::MatrixXd interpolation_matrix(int from, int to) {
    return interpolation_band(from, to);
}

Tensor resample_patch_embed(const Tensor& weight, Size patch_size, const std::stop_token& stop) {
    constexpr int longest_side = 16384;
    require_range("patch_size", std::min(patch_size.height, patch_size.width), longest_side);
    require_range("patch_size", std::max(patch_size.height, patch_size.width), longest_side);
    const auto height = static_cast<int>(weight.dimension(2));
    const auto width = static_cast<int>(weight.dimension(3));
    if (patch_size == Size{height, width}) return weight;

    Tensor resampled({weight.dimension(0), weight.dimension(1), patch_size.height, patch_size.width},
                     Word::weights);
    // Resizing a picture is a product from the left for columns and one from the right for rows; so is its
    // pseudo-inverse. Each plane needs three copies in double.
    const std::int64_t largest_plane =
        std::int64_t{std::max(height, patch_size.height)} * std::max(width, patch_size.width);
    require_memory(static_cast<std::uint64_t>(largest_plane) * sizeof(double) * 3, Word::resampled_weights);
    const AxisResampling vertical(height, patch_size.height);
    const AxisResampling horizontal(width, patch_size.width);
    const std::int64_t planes = weight.dimension(0) * weight.dimension(1);
    for (std::int64_t plane = 0; plane < planes; ++plane) {
        const ConstMatrixView before(weight.data() + plane * height * width, height, width);
        MatrixView after(resampled.data() + plane * patch_size.area(), patch_size.height, patch_size.width);
        const Eigen::MatrixXd tall =
            resampled_columns(vertical, before.cast<double>(), patch_size.height, stop);
        const Eigen::MatrixXd turned = tall.transpose();
        after = resampled_columns(horizontal, turned, patch_size.width, stop).transpose().cast<float>();
    }
    return resampled;
}

Tensor adapt_input_channels(const Tensor& weight, int in_chans) {
    require_range("in_chans", in_chans, 65536);
    const std::int64_t outputs = weight.dimension(0);
    const std::int64_t channels = weight.dimension(1);
    if (in_chans == channels) return weight;

    Tensor adapted({outputs, in_chans, weight.dimension(2), weight.dimension(3)}, Word::weights);
    const std::int64_t area = weight.dimension(2) * weight.dimension(3);
    const float scale = static_cast<float>(channels) / static_cast<float>(in_chans);
    for (std::int64_t output = 0; output < outputs; ++output) {
        const ConstMatrixView before(weight.data() + output * channels * area, channels, area);
        MatrixView after(adapted.data() + output * in_chans * area, in_chans, area);
        if (in_chans == 1) {
            after.row(0) = before.colwise().sum();
        } else {
            for (int channel = 0; channel < in_chans; ++channel) {
                after.row(channel) = before.row(channel % channels) * scale;
            }
        }
    }
    return adapted;
}

ConvParameters keep_first_dimensions(const ConvParameters& parameters, int embed_dim) {
    const Tensor& weight = parameters.weight;
    require_range("embed_dim", embed_dim, weight.dimension(0));
    const auto numbers = static_cast<std::size_t>(weight.size() / weight.dimension(0) * embed_dim);
    Shape shape = weight.shape();
    shape.front() = embed_dim;
    ConvParameters kept{Tensor(shape, weight.values().first(numbers)), {}};
    if (!parameters.bias.empty()) {
        kept.bias = Tensor({embed_dim}, parameters.bias.values().first(static_cast<std::size_t>(embed_dim)));
    }
    return kept;
}

}  // namespace patchlens
