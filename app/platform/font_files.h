// Finds the faces PatchLens is written in among the fonts installed, through fontconfig.
#pragma once

#include "app/ui/drawing/fonts.h"

namespace patchlens::platform {

/// Inter, JetBrains Mono and WenQuanYi Micro Hei, or the nearest faces this machine has. What it does not
/// have stays empty, and the screen falls back to ImGui's own face.
ui::FontFiles find_font_files();

}  // namespace patchlens::platform
