// The buttons of an animation: a step back, play or pause, a step forward; Space plays as well.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

struct Transport {
    bool back = false;
    bool toggled = false;  ///< play was pressed, or pause
    bool forward = false;
    Rect place;
};

/// Three buttons in a row from `corner`, called NAME/back, NAME/play and NAME/forward.
Transport transport(Context& context, const std::string& name, ImVec2 corner, bool playing);

/// Seconds since the previous frame, for animations; after a sleep, one short frame.
float seconds_to_play();

/// Easing: 0 to 1, slow at both ends.
float eased(float t);

}  // namespace patchlens::ui
