// What stands above and below the picture of Explore: what lies over it and how strongly, zoom, grid lines.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Above the picture: the overlays, side by side where there is room for them and in a list where not, and
/// zoom. `picture` is where the picture stands.
void draw_toolbar(const Scene& scene, const Rect& place, const Rect& picture);

/// Below the picture: how it is cut; with an overlay, its legend and its opacity instead.
void draw_caption(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
