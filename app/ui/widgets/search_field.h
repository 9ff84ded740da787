// A field that narrows the list below it: it has the keyboard as long as nothing else takes it, and its text
// counts at every letter.
#pragma once

#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws the field and returns its text. `id` tells it apart from other fields; it starts empty when another
/// field was edited before.
std::string search_field(Context& context, const std::string& name, const Rect& place, ImGuiID id);

}  // namespace patchlens::ui
