// "Conv2d equals Linear": both computed, how far apart they are and where.
#pragma once

#include <string>

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Returns the height it takes. A click selects the number where the two differ most.
float draw_difference(Stage& stage, ImVec2 corner, float width);

/// "2.4e-07", "0"
std::string small_number(double value);

}  // namespace patchlens::ui::projection
