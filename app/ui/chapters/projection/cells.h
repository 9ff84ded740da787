// Planes of numbers as squares: one for each pixel of the patch, with its number in it if that fits.
#pragma once

#include <functional>
#include <string>

#include "app/ui/chapters/projection/stage.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui::projection {

/// The form in which the numbers of a plane are printed into cells of this size, alike in all channels;
/// nothing if they do not fit.
std::optional<CellNumbers> form_in(const Stage& stage, Plane plane, ImVec2 cell);
/// The number printed: of pixels, the one that the user wants to see.
double printed_in(const Stage& stage, Plane plane, std::int64_t term);
/// What a plane shows, and the unit of what is printed into cells of this size: "weights" and "no unit".
std::string plane_quantity(const Stage& stage, Plane plane);
std::string plane_unit(const Stage& stage, Plane plane, ImVec2 cell);
/// "weights (no unit)", with the unit of what is printed into cells of this size.
std::string plane_title(const Stage& stage, Plane plane, ImVec2 cell);
/// What the numbers of a plane are called.
model::Term term_of(Plane plane);
/// The shades of pixels: of channel `alone`, or of all.
Legend pixels_legend(const Stage& stage, std::optional<int> alone);

/// One plane of one channel, with its numbers if they fit.
void draw_plane(const Stage& stage, Plane plane, int channel, const Rect& place, const std::string& name);

/// Frames the current product, and the one under the mouse, in one plane.
void mark_terms(const Stage& stage, int channel, const Rect& place);

}  // namespace patchlens::ui::projection
