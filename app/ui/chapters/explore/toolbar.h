// The rows above and below Explore's picture: overlay and opacity, zoom, grid lines.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Above the picture: the overlays, side by side if they fit and otherwise in a list, and zoom. `picture` is
/// the picture's place.
void draw_toolbar(const Scene& scene, const Rect& place, const Rect& picture);

/// Below the picture: how it is cut, or with an overlay its legend and its opacity.
void draw_caption(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
