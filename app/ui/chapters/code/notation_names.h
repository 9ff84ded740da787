// Names of the notations, the same in every language.
#pragma once

#include "app/model/chapters/code.h"

namespace patchlens::ui {

const char* notation_name(model::Notation notation);

}  // namespace patchlens::ui
