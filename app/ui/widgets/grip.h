// The hand that moves a picture or a table larger than its place: the middle or the right button, or the left
// one with Space.
#pragma once

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

struct Grip {
    bool pulling = false;  ///< what lies in the area follows the mouse
    bool left = false;     ///< with the left button, which then selects nothing
};

/// Whether the mouse pulls what lies in `area`, even if it has left it by now; shows the cursor for it.
/// `press` is the pressable over the area.
Grip grip(const Rect& area, const Press& press);

/// Whether Space was pressed and let go without a button of the mouse meanwhile: not to move something.
/// To be asked in every frame.
bool space_tapped();

}  // namespace patchlens::ui
