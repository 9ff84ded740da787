// What keys do to module, patch and view wherever one is, as long as no text is being typed. The keys of
// the program itself are in shell/shell_keys.h.
#pragma once

#include "app/model/state/actions.h"

namespace patchlens::ui {

/// Reads the keys of this frame. `arrows` is false while a focused slider takes the arrow keys for itself.
void read_shortcuts(const model::Session& session, bool arrows, model::Actions& actions);

}  // namespace patchlens::ui
