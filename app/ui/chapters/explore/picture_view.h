// The picture with its patches: hover, select, zoom, pan.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws into `area`; the mouse selects patches, zooms and pans.
void draw_picture_view(const Scene& scene, const Rect& area);

/// The largest size of a pixel of the picture on the screen, in logical pixels.
inline constexpr double largest_pixel = 160;

}  // namespace patchlens::ui
