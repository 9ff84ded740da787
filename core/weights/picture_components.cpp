#include "core/weights/picture_components.h"

#include <algorithm>
#include <string>

#include "core/analysis/principal_components.h"
#include "core/error.h"

namespace patchlens {

ConvParameters picture_components(ConstMatrixView patches, const ConvShape& shape,
                                  const std::stop_token& stop) {
    if (patches.cols() != shape.fan_in()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(shape.fan_in()) + "]"});
    }
    ConvParameters parameters;
    parameters.weight = Tensor::zeros(
        {shape.embed_dim, shape.in_chans, shape.patch_size.height, shape.patch_size.width}, Word::weights);
    if (shape.bias) parameters.bias = Tensor::zeros({shape.embed_dim});
    // N patches have at most N directions, and no others are worth their memory.
    const int count = static_cast<int>(
        std::min({std::int64_t{shape.embed_dim}, shape.fan_in(), std::max<std::int64_t>(patches.rows(), 1)}));
    const PrincipalComponents found = principal_components(patches, count, stop);
    parameters.weight.matrix(shape.embed_dim).topRows(count) = found.components;
    if (shape.bias) parameters.bias.matrix(shape.embed_dim).topRows(count) = -(found.components * found.mean);
    return parameters;
}

}  // namespace patchlens
