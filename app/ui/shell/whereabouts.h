// The folder that a box shows: its path and the button to its parent.
#pragma once

#include <filesystem>

#include "app/ui/context.h"
#include "app/ui/shell/browser.h"

namespace patchlens::ui {

bool is_folder(const std::filesystem::path& path);

/// Draws both in `place`; the button is called `up`. Ctrl+Up, and Backspace where nobody types, press it too.
void draw_whereabouts(Context& context, Browser& browser, const char* up, const Rect& place);

}  // namespace patchlens::ui
