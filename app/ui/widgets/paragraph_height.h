// The height of a text broken into lines.
#pragma once

#include <string_view>

#include "app/ui/context.h"

namespace patchlens::ui {

/// The height paragraph() would need at this width, without drawing.
float paragraph_height(const Context& context, const ImFont* font, std::string_view text, float width);

}  // namespace patchlens::ui
