// The principal components of a picture's own patches as filters: the best linear code for that picture.
#pragma once

#include <stop_token>

#include "core/init.h"
#include "core/tensor.h"

namespace patchlens {

/// Of patches [N, C*ph*pw], largest variance first, with the sign rule of principal_components.h; zeros
/// beyond what the patches have. weight [D, C, ph, pw]; the bias is -W mean, so that each output is the
/// patch's score (without bias: the score plus a constant). Patches with NaN are left out. Throws
/// Error(shape_mismatch) where the patches do not have shape.fan_in() columns, and what principal_components
/// throws.
ConvParameters picture_components(ConstMatrixView patches, const ConvShape& shape,
                                  const std::stop_token& stop = {});

}  // namespace patchlens
