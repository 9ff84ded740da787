// The boxes over the screen, one at a time. Escape or a click outside a box closes it.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// `rail` is where the menu opens.
void draw_dialog(Context& context, const ShellView& shell, model::Dialog dialog, const Rect& rail,
                 model::Actions& actions);

}  // namespace patchlens::ui
