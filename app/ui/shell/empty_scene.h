// What the scene shows while there is nothing computed yet.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The text, by its key in the language files, for a program that is `busy` or not and has a picture `open`
/// or not.
const char* empty_scene_text(bool busy, bool open);

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
