// What the scene shows while there is no picture yet.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
