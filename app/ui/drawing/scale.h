// How large everything is drawn: what the user chose, as far as the window has room for it.
#pragma once

#include <array>

#include <imgui.h>

namespace patchlens::ui {

/// What the menu offers, as factors on top of what the screen asks for.
inline constexpr std::array ui_scales{0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};

inline constexpr float presentation_factor = 1.5F;

/// The next of them after `scale` in the direction of `step` (-1, +1); the last stays.
double next_ui_scale(double scale, int step);

/// The largest scale (1 = 96 dpi) at which a window of `size` pixels holds every part of the screen. For a
/// projector the parameters and the status line are left out, so there is more room.
float room_for_scale(ImVec2 size, bool presenting);

/// The scale to draw with: `content` is what the screen asks for, `chosen` the user's factor. A presentation
/// is drawn as large as the window allows, up to half as large again. What the window has no room for is made
/// smaller rather than cut off.
float screen_scale(float content, double chosen, bool presenting, ImVec2 size);

}  // namespace patchlens::ui
