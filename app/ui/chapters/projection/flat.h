// The flattened view: pixels, weights and products as one long row each, beside the planes they come from.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

void draw_flat(Stage& stage, const Rect& place);

}  // namespace patchlens::ui::projection
