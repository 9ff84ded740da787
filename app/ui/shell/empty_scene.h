// What the scene shows before there are results.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The language key of the text, depending on whether the program is `busy` and a picture is `open`.
const char* empty_scene_text(bool busy, bool open);

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
