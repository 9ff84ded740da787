// The chapter "Patch to vector": one number of the output taken apart into its products.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The scene: planes of products, the same as one long row, or the whole matrix product. Emits SetProjection,
/// SelectPatch, SelectDimension, StretchContrast.
void draw_projection(Context& context, const model::Session& session, const model::Results& results,
                     const Rect& scene, model::Actions& actions);

/// The panel beside it: the text, the vector, and answered questions.
void draw_projection_side(Context& context, const model::Session& session, const model::Results& results,
                          const Rect& side, model::Actions& actions);

}  // namespace patchlens::ui
