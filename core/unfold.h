// Patches laid out as rows, and back: torch.nn.functional.unfold with kernel = stride = patch_size, one row a
// patch. With this, the convolution is visibly one matrix product: rows [N, C*ph*pw] times the transposed
// weight [D, C*ph*pw].
#pragma once

#include <span>
#include <vector>

#include "core/patch_grid.h"
#include "core/tensor.h"

namespace patchlens {

/// The index of pixel (channel, y, x) of a patch in its row: channel * ph * pw + y * pw + x, channel first.
constexpr std::int64_t row_index(Size patch, int channel, int y, int x) {
    return channel * patch.area() + std::int64_t{y} * patch.width + x;
}

/// pixels [C, H, W] -> [N, C*ph*pw], N in token order. Pixels of the dropped remainder appear in no row.
/// Throws Error(patch_larger_than_image), Error(shape_mismatch) for a rank other than 3.
Tensor unfold(const Tensor& pixels, Size patch);

/// The one row of unfold() for `position`. Throws Error(patch_outside_grid).
std::vector<float> unfold_patch(const Tensor& pixels, Size patch, PatchPosition position);

/// The inverse: rows [N, C*ph*pw] -> pixels [C, H, W] of the grid's image; the dropped remainder becomes
/// zero. Throws Error(shape_mismatch) where the rows do not fit the grid.
Tensor fold(const Tensor& rows, const PatchGrid& grid);

}  // namespace patchlens
