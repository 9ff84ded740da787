// Over the scene while the answer of a question is seen: the question, its answer, and the way back.
#pragma once

#include "app/model/questions/visit.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws it at the top of `scene.place`; returns its height.
float draw_answer(const Scene& scene, const model::Visit& visit);

}  // namespace patchlens::ui
