// Where a rebuilt picture differs from the original: patch by patch, and as a picture.
#pragma once

#include <vector>

#include "core/patch_grid.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"
#include "core/tensor.h"

namespace patchlens {

/// The root mean square of each patch's difference [N], in token order, between two pictures [C, H, W] as the
/// module sees them, over its part inside the picture. Throws Error(shape_mismatch) where they do not fit the
/// grid.
std::vector<double> rms_of_patches(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid);

/// The largest size of a difference, over the pixels that patches reach and in pixels 0..1, which `normalize`
/// scaled. Throws as rms_of_patches(), Error(choice_expected) for other channels than 1, 3 or 4.
double largest_difference(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid,
                          Normalize normalize);

/// The sizes of the differences of pixels 0..1, times `gain`: black where there is none, full where it is
/// 1 / gain or more. Grey for one channel, else RGB; a fourth channel's difference brightens all three. What
/// no patch reaches is black. Throws as largest_difference().
Image difference_image(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid,
                       Normalize normalize, double gain);

}  // namespace patchlens
