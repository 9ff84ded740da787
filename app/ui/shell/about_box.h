// What the program is, its version and licence, and the libraries it uses.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

void draw_about_box(Context& context, const ShellView& shell, model::Actions& actions);

}  // namespace patchlens::ui
