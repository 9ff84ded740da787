// What stands beside and below Explore's picture: overlay and opacity, zoom, grid lines.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// The overlays, side by side if they fit and otherwise in a list, and zoom: above `picture`, the picture's
/// place, or left of it one below the other.
void draw_toolbar(const Scene& scene, const Rect& place, const Rect& picture);

/// The size of a toolbar that stands left of the picture, in pixels.
ImVec2 standing_toolbar(const Scene& scene);

/// Below the picture: how it is cut, or with an overlay its legend and its opacity.
void draw_caption(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
