#include "core/patch_source.h"

#include <algorithm>

namespace patchlens {
namespace {

/// Lines [top, top + height) of the padded picture, counted from the picture's first line: [C, height, W + 2
/// padding].
Tensor framed(const Tensor& pixels, const PatchGrid& grid, int top, int height) {
    const Size image = grid.image();
    const int left = grid.padding().width;
    const std::int64_t channels = pixels.dimension(0);
    Tensor lines = Tensor::zeros({channels, height, grid.padded().width}, Word::picture);
    const int from = std::clamp(top, 0, image.height);
    const int to = std::clamp(top + height, from, image.height);
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        for (int y = from; y < to; ++y) {
            std::copy_n(pixels.data() + (channel * image.height + y) * image.width, image.width,
                        lines.data() + (channel * height + y - top) * grid.padded().width + left);
        }
    }
    return lines;
}

}  // namespace

PatchSource::PatchSource(const Tensor& pixels, const PatchGrid& grid, int first_row, int row_count)
    : first_row_(first_row) {
    const int top = first_row * grid.stride().height - grid.padding().height;
    if (grid.padding() == Size{0, 0}) {
        line_stride_ = grid.image().width;
        channel_stride_ = grid.image().area();
        first_ = pixels.data() + top * line_stride_;
    } else {
        const int height = std::max((row_count - 1) * grid.stride().height + grid.patch().height, 1);
        framed_ = framed(pixels, grid, top, height);
        line_stride_ = grid.padded().width;
        channel_stride_ = height * line_stride_;
        first_ = framed_.data();
    }
    row_step_ = grid.stride().height * line_stride_;
    column_step_ = grid.stride().width;
}

}  // namespace patchlens
