// Planes of numbers as squares: one for each pixel of the patch, with its number in it if that fits.
#pragma once

#include <functional>
#include <string>

#include "app/ui/chapters/projection/stage.h"
#include "app/ui/drawing/grid_cells.h"

namespace patchlens::ui::projection {

/// How numbers are written in cells: ".76", "+.04", "-1.2"; without the zero before the decimal point.
struct CellNumbers {
    bool sign = false;
    int decimals = 0;
};
std::string cell_number(double value, CellNumbers form);
/// The form with the most decimals, two to four, that fits into cells; nothing if two do not fit. `largest`
/// is the largest magnitude of the numbers.
std::optional<CellNumbers> form_for(const Context& context, ImVec2 cell, double largest, bool sign);
/// Prints a number in the middle of its cell, dark or bright to contrast with `ground`.
void print_number(Context& context, const Rect& cell, double value, CellNumbers form, Colour ground);

/// One plane of one channel, with its numbers if they fit.
void draw_plane(const Stage& stage, Plane plane, int channel, const Rect& place, const std::string& name);

/// Frames the current product, and the one under the mouse, in one plane.
void mark_terms(const Stage& stage, int channel, const Rect& place);

}  // namespace patchlens::ui::projection
