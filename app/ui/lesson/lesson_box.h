// Where a teacher makes a lesson: its title, its steps and what is said of each.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The session's lesson with what is on the screen as a step behind the one that is shown.
model::SetLesson lesson_with_screen(const model::Session& session);

void draw_lesson_box(Context& context, const model::Session& session, model::Actions& actions);

}  // namespace patchlens::ui
