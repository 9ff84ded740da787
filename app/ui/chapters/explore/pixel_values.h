// The numbers of single pixels, printed in pixels that are large enough.
#pragma once

#include "app/ui/drawing/camera.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Prints the pixels' numbers, one line per channel, and in a corner which numbers they are.
void draw_pixel_values(const Scene& scene, const Camera& camera, const Rect& visible);

}  // namespace patchlens::ui
