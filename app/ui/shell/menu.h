// The menu: everything the shell can do, with the shortcuts.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// `rail` contains the menu's button.
void draw_menu(Context& context, const ShellView& shell, const Rect& rail, model::Actions& actions);

}  // namespace patchlens::ui
