// What fitting and normalising do: the picture as it was opened beside what the module sees of it, and
// between which numbers its pixels then lie.
#pragma once

#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The part of a picture that fitting with Fit::crop keeps, in fractions of its sides.
Rect kept_part(Size picture, Size img_size);

void draw_before_after(Controls& controls);

/// A line for each channel: where from all possible values the pixels' lie.
void draw_pixel_ranges(Controls& controls);

}  // namespace patchlens::ui
