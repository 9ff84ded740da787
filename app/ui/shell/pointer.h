// The mouse pointer as a class sees it from afar: a ring around it, and a light that leaves only what it points
// at bright.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws over the whole screen: with `light`, darkness around a circle at the mouse; otherwise a ring. Nothing
/// while the mouse is elsewhere.
void draw_pointer(Context& context, bool light);

}  // namespace patchlens::ui
