// The planes of pixels, weights and products, a row for each channel, with their sums.
#pragma once

#include "app/ui/chapters/projection/planes_layout.h"
#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Handles the mouse over the pixel planes (`planes` = 1) or all three: sets the hovered product, makes a
/// clicked one current.
void touch_planes(Stage& stage, const PlanesLayout& layout, int planes = 3);
void draw_planes(Stage& stage, const PlanesLayout& layout);
/// From the channels' sums to the output value they add up to, which is drawn in `number` at their right.
void draw_gathering(const Stage& stage, const PlanesLayout& layout, const Rect& number);

}  // namespace patchlens::ui::projection
