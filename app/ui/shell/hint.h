// The hint on the first run: three short sentences on where to begin.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws the hint over `strip`, where messages stand; true once it is dismissed.
bool draw_hint(Context& context, const Rect& strip);

}  // namespace patchlens::ui
