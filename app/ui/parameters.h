// The left panel: the picture, the module's parameters, its weights, and what follows from them.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_parameters(Context& context, const model::Session& session, const Rect& place,
                     model::Actions& actions);

}  // namespace patchlens::ui
