// The mark of the pinned patch: four corners instead of a frame in pictures, rings instead of bars in plots,
// and its own colour.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

inline constexpr Colour pinned_on_picture{206, 168, 255};

/// On panels: dark enough to be read on a light one.
Colour pinned_colour(const Palette& palette);

/// Four corners at `place` and a pin's head at the upper right, on any picture. At least 10 logical
/// pixels wide.
void pin_marker(Context& context, Rect place);

/// A small pin in `place`, as on buttons.
void pin_icon(Context& context, const Rect& place, ImU32 colour);

}  // namespace patchlens::ui
