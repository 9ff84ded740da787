// Row and column numbers of the patches along the picture's left and upper edge, as many as fit.
#pragma once

#include "app/ui/drawing/camera.h"
#include "app/ui/scene.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// With numbers `cell` pixels apart, only every n-th is written, so that each has `room`. Returns n: 1, 2, 5,
/// 10, …
int ruler_step(double cell, double room);

/// `shown` is the visible part of the picture; the numbers stand outside it, inside `room`. Those of the
/// selected and the hovered patch are always written.
void draw_rulers(const Scene& scene, const Camera& camera, const Rect& shown, const Rect& room);

}  // namespace patchlens::ui
