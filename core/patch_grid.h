// All the geometry of cutting an image into patches: pure arithmetic, no pixels.
//
// stride = kernel = patch_size, no padding (PyTorch's Conv2d): grid = floor(image / patch). Rows and columns
// that do not fill a patch are dropped on the bottom and on the right. Token t = row * grid.width + column,
// as flatten(2) orders them.
#pragma once

#include <cstdint>
#include <optional>

#include "core/size.h"

namespace patchlens {

class PatchGrid {
public:
    /// Throws Error(value_out_of_range) for sizes below 1x1 and Error(patch_larger_than_image) where not one
    /// patch fits.
    PatchGrid(Size image, Size patch);

    Size image() const { return image_; }
    Size patch() const { return patch_; }
    /// Rows and columns of patches.
    Size grid() const { return {image_.height / patch_.height, image_.width / patch_.width}; }
    std::int64_t num_patches() const { return grid().area(); }
    /// The part of the image that patches cover, from the top left.
    Size covered() const { return {grid().height * patch_.height, grid().width * patch_.width}; }
    /// Pixel rows at the bottom and columns at the right that no patch covers.
    Size dropped() const { return {image_.height % patch_.height, image_.width % patch_.width}; }

    bool contains(PatchPosition position) const;
    /// The pixels of one patch. Throws Error(patch_outside_grid).
    Rectangle rectangle(PatchPosition position) const;
    /// Throws Error(patch_outside_grid).
    std::int64_t token(PatchPosition position) const;
    /// The inverse of token(). Throws Error(patch_outside_grid).
    PatchPosition position(std::int64_t token) const;
    /// The patch a pixel belongs to; nothing for a pixel outside the image or in the dropped remainder.
    std::optional<PatchPosition> patch_at(PixelPosition pixel) const;
    /// The patch of this grid nearest to a position that may lie outside it.
    PatchPosition nearest(PatchPosition position) const;

    bool operator==(const PatchGrid&) const = default;

private:
    void require(PatchPosition position) const;

    Size image_;
    Size patch_;
};

}  // namespace patchlens
