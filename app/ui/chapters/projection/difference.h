// "Conv2d equals Linear": both computed, their largest difference and where it is.
#pragma once

#include <string>

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Returns the height used. A click selects the output value with the largest difference.
float draw_difference(Stage& stage, ImVec2 corner, float width);

/// "2.4e-07", "0"
std::string small_number(double value);

}  // namespace patchlens::ui::projection
