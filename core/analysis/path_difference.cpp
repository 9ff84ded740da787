#include "core/analysis/path_difference.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "core/error.h"
#include "core/unfold.h"

namespace patchlens {
namespace {

using Eigen::Index;

/// Calls `use(first_token, block [n, D])` for the linear way's tokens, a block of rows after the other.
void for_each_block(const Tensor& rows, const ConvParameters& parameters, const std::stop_token& stop,
                    const std::function<void(Index, const Matrix&)>& use) {
    const Index count = rows.dimension(0);
    const ConstMatrixView patches = rows.matrix(count);
    const ConstMatrixView weight = parameters.weight.matrix(parameters.weight.dimension(0));
    constexpr Index height = 128;
    Matrix block;
    for (Index first = 0; first < count; first += height) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        block.noalias() = patches.middleRows(first, std::min(height, count - first)) * weight.transpose();
        if (!parameters.bias.empty()) block.rowwise() += parameters.bias.matrix(1).row(0);
        use(first, block);
    }
}

/// unfold, for the patch size and channels of the weight.
Tensor patch_rows(const Tensor& pixels, const ConvParameters& parameters, Sliding sliding) {
    const Shape& weight = parameters.weight.shape();
    if (weight.size() != 4) {
        throw Error(ErrorCode::shape_mismatch, {"weight", to_string(weight), "[D, C, ph, pw]"});
    }
    if (pixels.rank() == 3 && pixels.dimension(0) != weight[1]) {
        throw Error(ErrorCode::channels_differ,
                    {std::to_string(weight[1]), std::to_string(pixels.dimension(0))});
    }
    return unfold(pixels, {static_cast<int>(weight[2]), static_cast<int>(weight[3])}, sliding);
}

double difference(float a, float b) {
    if (a == b || (std::isnan(a) && std::isnan(b))) return 0.0;
    const double distance = std::abs(static_cast<double>(a) - static_cast<double>(b));
    return std::isnan(distance) ? std::numeric_limits<double>::infinity() : distance;
}

}  // namespace

Tensor linear_tokens(const Tensor& pixels, const ConvParameters& parameters, Sliding sliding,
                     const std::stop_token& stop) {
    const Tensor rows = patch_rows(pixels, parameters, sliding);
    Tensor tokens({rows.dimension(0), parameters.weight.dimension(0)}, Word::output);
    MatrixView all = tokens.matrix(rows.dimension(0));
    for_each_block(rows, parameters, stop,
                   [&](Index first, const Matrix& block) { all.middleRows(first, block.rows()) = block; });
    return tokens;
}

PathDifference path_difference(ConstMatrixView tokens, const Tensor& pixels, const ConvParameters& parameters,
                               Sliding sliding, const std::stop_token& stop) {
    const Tensor rows = patch_rows(pixels, parameters, sliding);
    const Shape expected{rows.dimension(0), parameters.weight.dimension(0)};
    if (Shape{tokens.rows(), tokens.cols()} != expected) {
        throw Error(ErrorCode::shape_mismatch,
                    {"output", to_string(Shape{tokens.rows(), tokens.cols()}), to_string(expected)});
    }
    PathDifference result;
    if (tokens.size() > 0) result.convolution = result.linear = tokens(0, 0);
    for_each_block(rows, parameters, stop, [&](Index first, const Matrix& block) {
        for (Index t = 0; t < block.rows(); ++t) {
            for (Index d = 0; d < block.cols(); ++d) {
                const double here = difference(tokens(first + t, d), block(t, d));
                if (here > result.largest) {
                    result = {here, first + t, static_cast<int>(d), tokens(first + t, d), block(t, d)};
                }
            }
        }
    });
    return result;
}

}  // namespace patchlens
