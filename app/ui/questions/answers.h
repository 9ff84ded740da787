// The sentences that answer the 25 questions, with the numbers that are on the screen.
#pragma once

#include <string>

#include "app/model/questions/visit.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// The answer of the visit's question for what the scene shows, which need not be what the press has set: the
/// sentence holds for every setting.
std::string answer_text(const Scene& scene, const model::Visit& visit);

}  // namespace patchlens::ui
