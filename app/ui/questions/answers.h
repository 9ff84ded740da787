// The sentences of the 25 questions and of their answers, with the numbers that are on the screen.
#pragma once

#include <string>

#include "app/model/questions/visit.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Question `number`, 1 to 25.
std::string question_text(const model::Language& language, int number);
/// The answer of the visit's question for what the scene shows, which need not be what the press has set: the
/// sentence holds for every setting.
std::string answer_text(const Scene& scene, const model::Visit& visit);

}  // namespace patchlens::ui
