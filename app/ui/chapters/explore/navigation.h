// Zooming and panning with the mouse: the wheel zooms at the cursor; the right or middle button, or the left
// one while Space is held, drags the picture.
#pragma once

#include "app/ui/drawing/camera.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// The camera that shows Explore's view, which spans the picture with its padding, in `area`.
Camera picture_camera(const Scene& scene, const Rect& area);

/// Changes which part of the picture is shown, and brings the picture back if the view goes beyond its edge.
/// True while the left button drags the picture and so does not select.
bool navigate(const Scene& scene, const Rect& area, const Press& picture);

}  // namespace patchlens::ui
