// The picture where the projection reads it: as it is, or copied into a frame of zeros where patches reach
// into the padding.
#pragma once

#include "core/patch_grid.h"
#include "core/tensor.h"

namespace patchlens {

/// Where rows [first_row, …) of a grid's patches are read: patch (r, c) begins at
/// first + (r - first_row) * stride.height * line_stride + c * stride.width.
class PatchSource {
public:
    /// Of pixels [C, H, W], which must outlive it. Without padding nothing is copied; with it, the lines of
    /// `row_count` rows of patches from `first_row` on. Throws Error(out_of_memory).
    PatchSource(const Tensor& pixels, const PatchGrid& grid, int first_row, int row_count);

    const float* patch(std::int64_t row, std::int64_t column) const {
        return first_ + (row - first_row_) * row_step_ + column * column_step_;
    }
    /// Floats from one line to the next.
    std::int64_t line_stride() const { return line_stride_; }
    /// Floats from one channel to the next.
    std::int64_t channel_stride() const { return channel_stride_; }

private:
    Tensor framed_;  ///< empty without padding
    const float* first_;
    std::int64_t first_row_;
    std::int64_t line_stride_;
    std::int64_t channel_stride_;
    std::int64_t row_step_;
    std::int64_t column_step_;
};

}  // namespace patchlens
