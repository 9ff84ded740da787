// The 25 questions in words, the same wherever one is asked.
#pragma once

#include <string>

#include "app/model/state/language.h"

namespace patchlens::ui {

/// Question `number`, 1 to 25.
std::string question_text(const model::Language& language, int number);

}  // namespace patchlens::ui
