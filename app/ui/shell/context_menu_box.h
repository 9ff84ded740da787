// The open menu of a thing, over the screen.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws the open menu, if there is one. Enter or a press chooses a line, the arrows move, Esc and a press
/// beside it close it.
void draw_context_menu(Context& context, model::Actions& actions);

}  // namespace patchlens::ui
