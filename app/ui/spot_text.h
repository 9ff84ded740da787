// A view of a chapter in words.
#pragma once

#include <string>

#include "app/model/state/language.h"
#include "app/model/state/spot.h"

namespace patchlens::ui {

/// The chapter's name in the rail of a narrow window.
std::string chapter_text(const model::Language& language, model::Chapter chapter);

/// "All vectors: Similarity"; the chapter alone where the spot names no view of it.
std::string spot_text(const model::Language& language, const model::Spot& spot);

}  // namespace patchlens::ui
