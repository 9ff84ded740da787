// Shortcuts for the module, the patch and the view in every chapter, while no text is being typed. The
// shortcuts of the program itself are in shell/shell_keys.h.
#pragma once

#include "app/model/state/actions.h"

namespace patchlens::ui {

/// Reads this frame's keys. `arrows` is false while a focused slider takes the arrow keys.
void read_shortcuts(const model::Session& session, bool arrows, model::Actions& actions);

}  // namespace patchlens::ui
