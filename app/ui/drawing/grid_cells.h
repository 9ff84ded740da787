// The cells of a picture of numbers: where each is drawn, and which the mouse is over.
#pragma once

#include "app/ui/layout.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// The cell of row y, column x in a plane of `size` cells drawn in `place`.
Rect cell_of(const Rect& place, Size size, int y, int x);
/// The cell `point` is in; outside the plane, the nearest.
PixelPosition cell_under(const Rect& place, Size size, ImVec2 point);

/// A number for how a picture is cut, as a Source's part: practically never the same for two ways.
std::int64_t cut_key(const PatchGrid& grid);

}  // namespace patchlens::ui
