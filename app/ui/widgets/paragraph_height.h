// How high a text stands once it is broken into lines.
#pragma once

#include <string_view>

#include <imgui.h>

namespace patchlens::ui {

/// What paragraph() will take for a text of this width, without drawing it.
float paragraph_height(const ImFont* font, std::string_view text, float width);

}  // namespace patchlens::ui
