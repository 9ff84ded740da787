// The chapter "patches": the picture is cut, pulled apart and lined up as a sequence of tokens.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_patches(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& scene, model::Actions& actions);
void draw_patches_side(Context& context, const model::Session& session, const model::Results& results,
                       const Rect& side, model::Actions& actions);

}  // namespace patchlens::ui
