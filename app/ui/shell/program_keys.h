// The keys of the program itself: files, undo, sizes, boxes. Those of the chapters: chapter_keys.h.
#pragma once

#include "app/model/state/actions.h"
#include "app/ui/shell/drawer.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// Reads this frame's keys; for use while no box is open.
void read_program_keys(const ShellView& shell, model::Actions& actions);

/// What the keys of the view switch: nothing of the session.
struct ViewKeys {
    Drawer drawer = Drawer::none;  ///< the one to open or close
    bool light = false;            ///< of the pointer
};
ViewKeys read_view_keys();

}  // namespace patchlens::ui
