// Patches laid out as rows, and back: torch.nn.functional.unfold, one row a patch. With this, the convolution
// is visibly one matrix product: rows [N, C*ph*pw] times the transposed weight [D, C*ph*pw].
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

/// pixels [C, H, W] -> [N, C*ph*pw], N in token order. Pixels that no patch reaches appear in no row, those
/// of several patches in several; the padding is zero. Throws Error(patch_larger_than_image),
/// Error(value_out_of_range) for an impossible stride or padding, Error(shape_mismatch) for a rank other
/// than 3.
Tensor unfold(const Tensor& pixels, Size patch, Sliding sliding = {});

/// The one row of unfold() for `position`. Throws Error(patch_outside_grid).
std::vector<float> unfold_patch(const Tensor& pixels, Size patch, Sliding sliding, PatchPosition position);

/// The inverse: rows [N, C*ph*pw] -> pixels [C, H, W] of the grid's image. A pixel of several patches is the
/// mean of what they hold (torch.nn.functional.fold adds them up); one that no patch reaches becomes zero.
/// Throws Error(shape_mismatch) where the rows do not fit the grid.
Tensor fold(const Tensor& rows, const PatchGrid& grid);

}  // namespace patchlens
