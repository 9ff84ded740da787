// What the controls do that say no more than a word or a sign on their face: one list of sentences.
#pragma once

#include <string_view>

namespace patchlens::ui {

/// The key of the sentence for the control called `name`; null where the control explains itself, by its
/// label's tooltip, by what it shows under the mouse, or by a whole sentence as its label.
const char* tip_of(std::string_view name);

}  // namespace patchlens::ui
