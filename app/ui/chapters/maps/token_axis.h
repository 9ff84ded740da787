// One axis of the token matrix on the screen, tokens downwards or dimensions to the right: zoom and pan as
// pure arithmetic. The two axes have cells of their own, since a matrix may be 65,536 high and 7 wide.
#pragma once

#include <algorithm>

#include "app/model/chapters/maps.h"

namespace patchlens::ui {

struct TokenAxis {
    int count = 1;
    double room = 1;   ///< screen pixels there are
    double cell = 1;   ///< screen pixels of one row or column
    double first = 0;  ///< what stands at the beginning of the room, as a fraction of cells

    double to_screen(double index) const { return (index - first) * cell; }
    /// The row or column at an offset, at the ends the last one.
    int at(double offset) const {
        return static_cast<int>(std::clamp(first + offset / cell, 0.0, static_cast<double>(count - 1)));
    }
    /// How many cells are seen at once.
    double seen() const { return room / cell; }
    bool whole() const { return seen() >= count; }
};

/// `zoom` enlarges the cells of the matrix that fills its room, each axis until its cells are `largest_cell`.
/// `middle` 0..1 says what stands in the middle.
TokenAxis token_axis(int count, double room, double zoom, double middle, double largest_cell);

/// The middle of an axis on which `index` (in cells) stands at `offset`.
double middle_with(const TokenAxis& axis, double index, double offset);
/// The middle that brings cell `index` into sight with as little movement as possible.
double middle_showing(const TokenAxis& axis, int index);
/// The zoom at which the cells of both axes are as large as they become.
double largest_zoom_of(const TokenAxis& rows, const TokenAxis& columns, double largest_cell);

/// Of how many rows or columns one is painted, a power of two: texels are one to two screen pixels large.
int painted_step(const TokenAxis& axis);

}  // namespace patchlens::ui
