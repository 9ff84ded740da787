// What marks the selected, the hovered and the pinned patch, cell or number on pictures: told by shape as
// well as by colour. Selected: a frame of two lines. Hovered: a frame of one thin line. Pinned: four corners
// and a pin's head, in plots rings instead of bars. Every line has dark edges, of which it differs so much
// that one of the two stands out from any picture.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The same in both themes.
inline constexpr Colour selected_on_picture{255, 237, 99};
inline constexpr Colour hovered_on_picture{16, 195, 194};
inline constexpr Colour pinned_on_picture{249, 197, 255};

enum class Mark { selected, hovered };
constexpr Colour colour_on_picture(Mark mark) {
    return mark == Mark::selected ? selected_on_picture : hovered_on_picture;
}

/// The frame of a patch, a cell or a tile; around at least 6 logical pixels.
void marker(Context& context, Rect place, Mark mark);
/// The frame of a row or a column of cells, at least 3 logical pixels wide.
void band_marker(Context& context, Rect band, Mark mark);
/// A column of a plot, in the palette's colours: selected between two carets, hovered by a thin line or
/// frame.
void column_marker(Context& context, const Rect& column, Mark mark);
/// The frame of a thing on a panel, inside its edges: two lines around the selected, one thin line around the
/// hovered.
void panel_marker(Context& context, const Rect& place, Mark mark, float rounding = 0);
/// A thin line with dark edges around `place`.
void frame_on_picture(Context& context, const Rect& place, Colour colour);

/// Four corners at `place` and a pin's head at the upper right, on any picture. At least 10 logical
/// pixels wide.
void pin_marker(Context& context, Rect place);

/// A diamond on the pinned patch's cell, where cells are too small for four corners.
void pin_diamond(Context& context, const Rect& cell);

/// A small pin in `place`, as on buttons.
void pin_icon(Context& context, const Rect& place, ImU32 colour);

}  // namespace patchlens::ui
