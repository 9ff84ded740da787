// The keys of the chapters: for the module, the patch and the view, while no text is being typed. Those of
// the program itself: program_keys.h.
#pragma once

#include "app/model/state/actions.h"

namespace patchlens::ui {

/// Reads this frame's keys. `arrows` is false while a focused slider takes the arrow keys, `digits` while
/// they answer a question.
void read_chapter_keys(const model::Session& session, bool arrows, bool digits, model::Actions& actions);

}  // namespace patchlens::ui
