// The scale of the screen: what the user chose, as far as it fits into the window.
#pragma once

#include <array>

#include <imgui.h>

#include "app/ui/drawing/fonts.h"

namespace patchlens::ui {

/// The menu's choices, as factors of the screen's own scale.
inline constexpr std::array ui_scales{0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};

/// Of a presentation: the smallest text, 13 pixels, becomes 20.
inline constexpr float presentation_factor = 20 / type_size::note;

/// The next of them after `scale` in the direction of `step` (-1, +1), or the last one there.
double next_ui_scale(double scale, int step);

/// The largest scale (1 = 96 dpi) at which every part of the screen fits into a window of `size` pixels.
/// While presenting there are no parameters and no status line, so the scale may be larger.
float room_for_scale(ImVec2 size, bool presenting);

/// The scale to draw with: `content` is the screen's own, `chosen` the user's factor. A presentation is drawn
/// as large as the window allows, up to half as large again. Too large a scale is reduced until all parts
/// fit.
float screen_scale(float content, double chosen, bool presenting, ImVec2 size);

}  // namespace patchlens::ui
