// A switch that is on or off, with its name at the right.
#pragma once

#include <string_view>

#include "app/ui/context.h"

namespace patchlens::ui {

float labelled_switch_width(const Context& context, std::string_view label);
/// `place` is labelled_switch_width wide and at least 16 logical pixels high; `help` is shown while the mouse
/// rests on it. True if it was pressed.
bool labelled_switch(Context& context, const char* name, const Rect& place, std::string_view label,
                     std::string_view help, bool on);

}  // namespace patchlens::ui
