// A normalisation in the language's words.
#pragma once

#include <string>

#include "app/model/state/language.h"
#include "core/picture/preprocess.h"

namespace patchlens::ui {

const char* normalize_text(const model::Language& language, Normalize normalize);
/// What a pixel of zero looks like then: "black, since pixels go from 0 to 1".
const char* zero_text(const model::Language& language, Normalize normalize);

}  // namespace patchlens::ui
