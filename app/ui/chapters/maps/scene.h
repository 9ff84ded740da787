// All the vectors: every filter, every feature map, the token matrix, likeness, principal components,
// lengths, and the way from one shape to another.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_maps(Context& context, const model::Session& session, const model::Results& results,
               const Rect& scene, model::Actions& actions);

/// The words to what the scene shows, the selected patch and dimension in short, and answered questions.
void draw_maps_side(Context& context, const model::Session& session, const model::Results& results,
                    const Rect& side, model::Actions& actions);

}  // namespace patchlens::ui
