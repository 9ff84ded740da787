// The list of shortcuts.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_help_box(Context& context, model::Actions& actions);

}  // namespace patchlens::ui
