// The keys of the program itself: files, undo, sizes, boxes.
#pragma once

#include "app/model/state/actions.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// Reads the keys of this frame, as long as no box is open.
void read_shell_keys(const ShellView& shell, model::Actions& actions);

}  // namespace patchlens::ui
