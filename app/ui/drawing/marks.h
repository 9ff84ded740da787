// What marks the selected, the hovered and the pinned patch, cell or number on pictures: the frames and their
// colours. The pinned one has four corners instead of a frame, in plots rings instead of bars, and a colour
// of its own.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The same in both themes, bright with dark edges, to be visible on any picture.
inline constexpr Colour selected_on_picture{255, 237, 99};
inline constexpr Colour hovered_on_picture{16, 195, 194};
inline constexpr Colour pinned_on_picture{249, 197, 255};

/// A frame visible on any picture: `colour` between two dark edges. At least 8 logical pixels wide.
void marker(Context& context, Rect place, ImU32 colour);

/// Four corners at `place` and a pin's head at the upper right, on any picture. At least 10 logical
/// pixels wide.
void pin_marker(Context& context, Rect place);

/// A small pin in `place`, as on buttons.
void pin_icon(Context& context, const Rect& place, ImU32 colour);

}  // namespace patchlens::ui
