// The scale of the screen: what the user chose, larger in a presentation.
#pragma once

#include <array>

#include "app/ui/drawing/fonts.h"

namespace patchlens::ui {

/// The menu's choices, as factors of the screen's own scale.
inline constexpr std::array ui_scales{0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};

/// Of a presentation: the smallest text, 13 pixels, becomes 20.
inline constexpr float presentation_factor = 20 / type_size::note;

/// The next of them after `scale` in the direction of `step` (-1, +1), or the last one there.
double next_ui_scale(double scale, int step);

/// The scale to draw with: `content` is the screen's own, `chosen` the user's factor. The window's size does
/// not limit it: what it has no room for becomes a drawer or scrolls (layout.h).
float screen_scale(float content, double chosen, bool presenting);

}  // namespace patchlens::ui
