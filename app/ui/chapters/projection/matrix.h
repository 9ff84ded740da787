// The whole output at once: patches [N, K] times the transposed weight [K, D] plus the bias gives tokens
// [N, D], with the current row, column and value highlighted.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

void draw_matrix(Stage& stage, const Rect& place);

/// Pixel `column` of patch `row` in pixels [C, H, W]: the value unfold() has there,
/// zero in the padding.
float unfolded(const Tensor& pixels, const PatchGrid& grid, std::int64_t row, std::int64_t column);

}  // namespace patchlens::ui::projection
