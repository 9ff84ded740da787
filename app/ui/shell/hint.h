// The hint on the first run: three short lines on where to begin.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws the hint at the bottom of `scene`; true once it is dismissed.
bool draw_hint(Context& context, const Rect& scene);

}  // namespace patchlens::ui
