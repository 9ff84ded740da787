// Chapter Explore: the picture with its patches, and the shapes on the way from it to tokens.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_explore(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& scene, model::Actions& actions);

}  // namespace patchlens::ui
