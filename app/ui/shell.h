// What surrounds every chapter: the rail on top and the status line at the bottom.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_rail(Context& context, const model::Session& session, const Rect& place, model::Actions& actions);

/// `results` may be null before the first picture.
void draw_status(Context& context, const model::Results* results, int threads, const Rect& place);

/// What the scene shows while there is no picture yet.
void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
