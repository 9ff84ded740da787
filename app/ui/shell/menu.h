// The menu: everything the shell can do, with the keys that do it as well.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// `rail` is where its button is.
void draw_menu(Context& context, const ShellView& shell, const Rect& rail, model::Actions& actions);

}  // namespace patchlens::ui
