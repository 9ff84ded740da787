// The way back from where a lead went: it takes the place of the program's name in the rail while there is
// one, so that nothing moves.
#pragma once

#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// The width that holds the program's name and the way back to any chapter; not `named`, the arrow alone.
float home_width(const Context& context, bool named);

/// The program's name, or the button that says where Back leads. `place` is home_width wide; with room for
/// the arrow alone there is no name.
void draw_home(Context& context, const ShellView& shell, const Rect& place, model::Actions& actions);

}  // namespace patchlens::ui
