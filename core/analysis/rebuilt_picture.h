// The picture that patches rebuilt from their vectors make, and how far it is from the one they came from.
#pragma once

#include "core/patch_grid.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"
#include "core/tensor.h"

namespace patchlens {

struct RebuiltPicture {
    /// [C, H, W], as the module would see it; zero where no patch reaches.
    Tensor pixels;
    /// As large as the original; what no patch reaches is black. Values outside 0..1 are cut.
    Image image;
    /// Root mean square of the difference over the pixels that patches cover, as the module sees them.
    double rms = 0.0;
    /// 10 log10(1 / mean square of the difference of pixels 0..1), in dB; infinite where there is none.
    double psnr = 0.0;
};

/// The 8-bit picture of pixels [C, H, W] that a module sees; black where no patch of `grid` reaches, as zero
/// is not once it is normalised. Throws what to_image() throws.
Image picture_of_reached(const Tensor& pixels, const PatchGrid& grid, Normalize normalize);

/// Of patches as rows [N, C*ph*pw] (reconstruction.h) of `pixels` [C, H, W], which `normalize` scaled. Throws
/// Error(shape_mismatch) where they do not fit, Error(choice_expected) for other channels than 1, 3 or 4,
/// Error(out_of_memory).
RebuiltPicture rebuilt_picture(const Tensor& rows, const Tensor& pixels, const PatchGrid& grid,
                               Normalize normalize);

}  // namespace patchlens
