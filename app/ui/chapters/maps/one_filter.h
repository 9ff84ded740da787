// One filter laid on every patch of the picture gives its map: the three side by side.
#pragma once

#include "app/ui/plots/atlas.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// `maps` is the texture of all maps, laid out by `plan`.
void draw_one_filter(const Scene& scene, const Texture& maps, const AtlasPlan& plan, const Rect& place);

}  // namespace patchlens::ui
