// A normalisation in the language's words.
#pragma once

#include <string>

#include "app/model/language.h"
#include "core/preprocess.h"

namespace patchlens::ui {

const char* normalize_text(const model::Language& language, Normalize normalize);

}  // namespace patchlens::ui
