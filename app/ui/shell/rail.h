// The rail at the top: the program's name, its chapters, and the menu.
#pragma once

#include <span>

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

void draw_rail(Context& context, const ShellView& shell, const Rect& place, model::Actions& actions);

/// Where the menu opens: under its button.
Rect menu_button(const Context& context, const Rect& rail);

}  // namespace patchlens::ui
