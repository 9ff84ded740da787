// All the geometry of cutting an image into patches: pure arithmetic, no pixels.
//
// As PyTorch's Conv2d places its kernel: grid = floor((image + 2 padding - patch) / stride) + 1, and patch
// (r, c) begins at pixel (r stride - padding). With stride = patch and no padding, the default, patches touch
// and none overlap. Rows and columns that do not fill a patch are dropped on the bottom and on the right.
// Token t = row * grid.width + column, as flatten(2) orders them.
#pragma once

#include <cstdint>
#include <optional>

#include "core/size.h"

namespace patchlens {

/// How a kernel slides over a picture: Conv2d's stride and padding.
struct Sliding {
    std::optional<Size> stride;  ///< none: the kernel's own size
    Size padding{0, 0};          ///< rows and columns of zeros on each side

    bool operator==(const Sliding&) const = default;
};

class PatchGrid {
public:
    /// Throws Error(value_out_of_range) for sizes or strides below 1x1 and paddings below 0 or so large that
    /// the padded image has no size, Error(patch_larger_than_image) where not one patch fits,
    /// Error(patch_larger_than_padded) where not even with padding.
    PatchGrid(Size image, Size patch, Sliding sliding = {});

    Size image() const { return image_; }
    Size patch() const { return patch_; }
    Size stride() const { return stride_; }
    Size padding() const { return padding_; }
    /// The image with its padding.
    Size padded() const;
    /// Rows and columns of patches.
    Size grid() const;
    std::int64_t num_patches() const { return grid().area(); }

    /// Whether stride is the patch's size and nothing is padded.
    bool plain() const { return stride_ == patch_ && padding_ == Size{0, 0}; }
    /// Whether neighbouring patches share pixels, in either direction.
    bool overlaps() const { return stride_.height < patch_.height || stride_.width < patch_.width; }
    /// Whether pixels between neighbouring patches belong to none, in either direction.
    bool has_gaps() const { return stride_.height > patch_.height || stride_.width > patch_.width; }

    /// The image from its top left to where the last patch ends in it.
    Size covered() const;
    /// Pixel rows below and columns right of every patch.
    Size dropped() const { return {image_.height - covered().height, image_.width - covered().width}; }
    /// All pixel rows and all columns that no patch reaches: those dropped, and the gaps between patches.
    Size uncovered() const;

    bool contains(PatchPosition position) const;
    /// The pixels of one patch; in the padding they lie outside the image, from -padding on. Throws
    /// Error(patch_outside_grid).
    Rectangle rectangle(PatchPosition position) const;
    /// Its part inside the image, which may be empty. Throws Error(patch_outside_grid).
    Rectangle inside(PatchPosition position) const;
    /// Throws Error(patch_outside_grid).
    std::int64_t token(PatchPosition position) const;
    /// The inverse of token(). Throws Error(patch_outside_grid).
    PatchPosition position(std::int64_t token) const;

    /// Rows and columns of the patches that a pixel belongs to, the padding's pixels among them; empty where
    /// no patch reaches.
    Rectangle patches_at(PixelPosition pixel) const;
    /// Of the patches a pixel of the image belongs to, the one whose middle is nearest; nothing outside the
    /// image and where no patch reaches.
    std::optional<PatchPosition> patch_at(PixelPosition pixel) const;
    /// The patch of this grid nearest to a position that may lie outside it.
    PatchPosition nearest(PatchPosition position) const;

    bool operator==(const PatchGrid&) const = default;

private:
    void require(PatchPosition position) const;

    Size image_;
    Size patch_;
    Size stride_;
    Size padding_;
};

}  // namespace patchlens
