// What surrounds every chapter: the rail on top and the status line at the bottom.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_rail(Context& context, const model::Session& session, const Rect& place, model::Actions& actions);

/// What the status line says about the computation besides its results.
struct StatusOptions {
    int threads = 1;
    bool show_time = true;
};

/// `results` may be null before the first picture.
void draw_status(Context& context, const model::Results* results, const StatusOptions& options,
                 const Rect& place);

/// What the scene shows while there is no picture yet.
void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
