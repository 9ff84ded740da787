// The 25 questions that learners ask, each a press that shows its answer.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

void draw_questions_box(Context& context, model::Actions& actions);

}  // namespace patchlens::ui
