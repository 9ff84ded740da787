// The keys of the program itself: files, undo, sizes, boxes. Those of the chapters: chapter_keys.h.
#pragma once

#include "app/model/state/actions.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// Reads this frame's keys; for use while no box is open.
void read_program_keys(const ShellView& shell, model::Actions& actions);

}  // namespace patchlens::ui
