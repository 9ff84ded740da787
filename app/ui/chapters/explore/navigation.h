// Moving through the picture with the mouse: the wheel zooms to the cursor; the right or the middle button,
// or the left one while Space is held, pulls the picture along.
#pragma once

#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// Changes which part of the picture is shown; also where it looks past the picture's edge, which brings it
/// back. True while the left button pulls the picture and so selects nothing.
bool navigate(const Scene& scene, const Rect& area, const Press& picture);

}  // namespace patchlens::ui
