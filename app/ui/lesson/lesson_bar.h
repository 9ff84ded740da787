// Over the scene while the session has a lesson: its title, the sentence of the step, and the way to the
// steps before and after.
#pragma once

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws it at the top of `scene.place`; returns its height, 0 without steps.
float draw_lesson(const Scene& scene);

/// N shows the next step, Shift+N the one before, R leads back to the step from where one went astray.
void read_lesson_keys(const model::Session& session, model::Actions& actions);

}  // namespace patchlens::ui
