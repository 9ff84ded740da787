// "Conv2d equals Linear": both computed, their largest difference and where it is.
#pragma once

#include <string>

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// As many lines as `room` has height for. A click selects the output value with the largest difference.
/// Returns the bottom: the top where there is no room.
float draw_difference(Stage& stage, const Rect& room);

/// "2.4e-07", "0"
std::string small_number(double value);

}  // namespace patchlens::ui::projection
