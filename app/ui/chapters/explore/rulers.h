// Row and column numbers of the patches along the picture's left and upper edge, as many as there is room
// for.
#pragma once

#include "app/ui/drawing/camera.h"
#include "app/ui/scene.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// Of numbers that stand `cell` pixels apart, every how-manyth is written so that each has `room`: 1, 2, 5,
/// 10, …
int ruler_step(double cell, double room);

/// `shown` is the part of the picture on the screen; the numbers stand outside of it, inside `room`. The
/// selected and the hovered patch's are always written.
void draw_rulers(const Scene& scene, const Camera& camera, const Rect& shown, const Rect& room);

}  // namespace patchlens::ui
