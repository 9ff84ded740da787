// All numbers at once: patches [N, K] times the weight transposed [K, D] plus the bias gives tokens [N, D],
// with the current row, column and number lit.
#pragma once

#include <functional>

#include "app/ui/chapters/projection/stage.h"
#include "core/picture/image.h"

namespace patchlens::ui::projection {

void draw_matrix(Stage& stage, const Rect& place);

/// A picture of rows x columns numbers, each coloured by `paint(row, column)`, thinned out to at most
/// largest_raster_side a side.
Image matrix_image(std::int64_t rows, std::int64_t columns,
                   const std::function<Colour(std::int64_t, std::int64_t)>& paint);

/// Pixel `column` of patch `row` in pixels [C, H, W]: what unfold() puts there.
float unfolded(const Tensor& pixels, const PatchGrid& grid, std::int64_t row, std::int64_t column);

}  // namespace patchlens::ui::projection
