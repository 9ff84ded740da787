#include "core/training/mean_filters.h"

#include <cmath>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/weights/hand_made_weights.h"

namespace patchlens {
namespace {

using Eigen::Index;

void require_columns(Index columns, std::int64_t expected) {
    if (columns == expected) return;
    throw Error(ErrorCode::shape_mismatch,
                {"patches", "[N, " + std::to_string(columns) + "]", "[N, " + std::to_string(expected) + "]"});
}

/// Takes the mean of every channel off each row.
void take_means_off(MatrixView rows, const ConvShape& shape) {
    const Index area = shape.patch_size.area();
    for (Index row = 0; row < rows.rows(); ++row) {
        for (int c = 0; c < shape.in_chans; ++c) {
            auto channel = rows.row(row).segment(c * area, area);
            const double mean = channel.cast<double>().mean();
            channel.array() -= static_cast<float>(mean);
        }
    }
}

/// The means' filters [C, C*ph*pw], with outputs of standard deviation 1; zeros where the patches are alike.
Eigen::MatrixXd mean_filters(ConstMatrixView patches, const Eigen::RowVectorXd& mean, ConvShape shape) {
    shape.embed_dim = shape.in_chans;
    shape.bias = false;
    const ConvParameters means = hand_made_weights(Init::dct, shape);  // the DCT begins with the means
    Eigen::MatrixXd filters = means.weight.matrix(shape.in_chans).cast<double>();
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(shape.in_chans);
    for (Index row = 0; row < patches.rows(); ++row)
        squares += (filters * (patches.row(row).cast<double>() - mean).transpose()).cwiseAbs2();
    for (Index c = 0; c < shape.in_chans; ++c) {
        const double deviation = std::sqrt(squares[c] / static_cast<double>(patches.rows()));
        filters.row(c) *= deviation > 0.0 ? 1.0 / deviation : 0.0;
    }
    return filters;
}

}  // namespace

Tensor without_means(ConstMatrixView patches, const ConvShape& shape) {
    require_columns(patches.cols(), shape.fan_in());
    Tensor result({patches.rows(), patches.cols()}, Word::patches);
    MatrixView rows = result.matrix(patches.rows());
    rows = patches;
    take_means_off(rows, shape);
    return result;
}

MeanFilters mean_filters_of(ConstMatrixView patches, const ConvShape& shape) {
    require_columns(patches.cols(), shape.fan_in());
    if (patches.rows() < 1) throw Error(ErrorCode::shape_mismatch, {"patches", "[0, …]", "[N, …]"});
    const Eigen::RowVectorXd mean = patches.cast<double>().colwise().mean();
    const Eigen::MatrixXd means = mean_filters(patches, mean, shape);
    return {means.cast<float>(), -(means * mean.transpose()).cast<float>()};
}

ConvParameters with_mean_filters(const ConvParameters& learned, const MeanFilters& means,
                                 const ConvShape& shape) {
    const Index rest = learned.weight.dimension(0);
    if (rest + shape.in_chans != shape.embed_dim)
        throw Error(ErrorCode::shape_mismatch,
                    {"weight", to_string(learned.weight.shape()),
                     "[" + std::to_string(shape.embed_dim - shape.in_chans) + ", …]"});
    ConvParameters all;
    all.weight = Tensor({shape.embed_dim, shape.in_chans, shape.patch_size.height, shape.patch_size.width},
                        Word::weights);
    MatrixView weight = all.weight.matrix(shape.embed_dim);
    weight.topRows(shape.in_chans) = means.weight;
    weight.bottomRows(rest) = std::as_const(learned.weight).matrix(rest);
    // A filter without a mean of its own sees the same of a patch with and without its mean.
    take_means_off(MatrixView(weight.row(shape.in_chans).data(), rest, weight.cols()), shape);
    if (!shape.bias) return all;
    all.bias = Tensor({shape.embed_dim}, Word::weights);
    for (Index c = 0; c < shape.in_chans; ++c)
        all.bias[c] = means.bias[c];
    for (Index d = 0; d < rest; ++d)
        all.bias[shape.in_chans + d] = learned.bias[d];
    return all;
}

ConvParameters with_mean_filters(const ConvParameters& learned, ConstMatrixView patches,
                                 const ConvShape& shape) {
    return with_mean_filters(learned, mean_filters_of(patches, shape), shape);
}

}  // namespace patchlens
