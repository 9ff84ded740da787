// One axis of the token matrix on the screen, tokens downwards or dimensions to the right: zoom and pan as
// pure arithmetic. Each axis has its own cell size, since a matrix may be 65,536 high and 7 wide.
#pragma once

#include <algorithm>

#include "app/model/chapters/maps.h"

namespace patchlens::ui {

struct TokenAxis {
    int count = 1;
    double room = 1;   ///< screen pixels available
    double cell = 1;   ///< screen pixels per row or column
    double first = 0;  ///< the index at the start of the room; may be fractional

    double to_screen(double index) const { return (index - first) * cell; }
    /// The row or column at an offset, clamped to the first and last.
    int at(double offset) const {
        return static_cast<int>(std::clamp(first + offset / cell, 0.0, static_cast<double>(count - 1)));
    }
    /// How many cells are visible at once.
    double seen() const { return room / cell; }
    bool whole() const { return seen() >= count; }
};

/// At `zoom` 1 the matrix fills its room; on each axis cells grow with `zoom` up to `largest_cell`. `middle`
/// 0..1 is the position in the middle of the room.
TokenAxis token_axis(int count, double room, double zoom, double middle, double largest_cell);

/// The `middle` at which `index` (in cells) is at `offset`.
double middle_with(const TokenAxis& axis, double index, double offset);
/// The `middle` that shows cell `index` with the least movement.
double middle_showing(const TokenAxis& axis, int index);
/// The zoom at which the cells of both axes reach `largest_cell`.
double largest_zoom_of(const TokenAxis& rows, const TokenAxis& columns, double largest_cell);

/// The sampling step along an axis, a power of two, so that texels are one to two screen pixels large.
int painted_step(const TokenAxis& axis);

}  // namespace patchlens::ui
