#include "core/kernel_resample.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <Eigen/QR>

#include "core/error.h"
#include "core/memory.h"

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

/// pinv of the interpolation along one axis, [from, to]: the resampling of a kernel applies it from each
/// side.
Eigen::MatrixXd kernel_matrix(int from, int to) {
    if (from == to) return Eigen::MatrixXd::Identity(from, to);
    const auto numbers = static_cast<std::uint64_t>(from) * static_cast<std::uint64_t>(to);
    require_memory(numbers * sizeof(double) * 4, Word::resampled_weights);
    return interpolation_matrix(from, to).completeOrthogonalDecomposition().pseudoInverse();
}

void require_range(const char* what, std::int64_t value, std::int64_t most) {
    if (value >= 1 && value <= most) return;
    throw Error(ErrorCode::value_out_of_range, {what, "1", std::to_string(most), std::to_string(value)});
}

}  // namespace

Eigen::MatrixXd interpolation_matrix(int from, int to) {
    const double scale = static_cast<double>(from) / to;
    const double stretch = std::max(scale, 1.0);  // shrinking widens the filter: that is the antialiasing
    const double support = 2 * stretch;
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(to, from);
    for (int row = 0; row < to; ++row) {
        const double centre = (row + 0.5) * scale;
        const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
        const int last = std::min(static_cast<int>(centre + support + 0.5), from);
        for (int column = first; column < last; ++column) {
            matrix(row, column) = cubic((column - centre + 0.5) / stretch);
        }
        // The filter is cut at the border, so its rest must weigh as much as the whole.
        matrix.row(row) /= matrix.row(row).sum();
    }
    return matrix;
}

Tensor resample_patch_embed(const Tensor& weight, Size patch_size) {
    constexpr int longest_side = 16384;
    require_range("patch_size", std::min(patch_size.height, patch_size.width), longest_side);
    require_range("patch_size", std::max(patch_size.height, patch_size.width), longest_side);
    const auto height = static_cast<int>(weight.dimension(2));
    const auto width = static_cast<int>(weight.dimension(3));
    if (patch_size == Size{height, width}) return weight;

    Tensor resampled({weight.dimension(0), weight.dimension(1), patch_size.height, patch_size.width},
                     Word::weights);
    // Resizing a picture is a product from the left for columns and one from the right for rows; so is its
    // pseudo-inverse.
    const Eigen::MatrixXd left = kernel_matrix(height, patch_size.height).transpose();
    const Eigen::MatrixXd right = kernel_matrix(width, patch_size.width);
    const std::int64_t planes = weight.dimension(0) * weight.dimension(1);
    for (std::int64_t plane = 0; plane < planes; ++plane) {
        const ConstMatrixView before(weight.data() + plane * height * width, height, width);
        MatrixView after(resampled.data() + plane * patch_size.area(), patch_size.height, patch_size.width);
        after = (left * before.cast<double>() * right).cast<float>();
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
