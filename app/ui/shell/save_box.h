// The box that asks where to save a session.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

void draw_save_box(Context& context, const ShellView& shell, model::Actions& actions);

}  // namespace patchlens::ui
