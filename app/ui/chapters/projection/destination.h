// Where the output value goes: its place in the patch's vector and in its dimension's map.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// The vector as a strip, the value, the map, from top to bottom (`upright`) or from left to right, with
/// arrows between them. Hovering over an output value shows its sources; a click selects its dimension or
/// patch. Returns the rectangle of the value.
Rect draw_destination(Stage& stage, const Rect& place, bool upright);

/// "y[0, 137, 19, 10]": y = proj(x), as in the Code chapter.
std::string output_name(const model::Selection& number);

}  // namespace patchlens::ui::projection
