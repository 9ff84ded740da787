// What fitting and normalising do: the opened picture beside what the module sees of it, and the range its
// pixels then have.
#pragma once

#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The part of a picture that Fit::crop keeps, as fractions of its sides.
Rect kept_part(Size picture, Size img_size);

void draw_before_after(Controls& controls);

/// One line per channel: the pixels' range within all possible values.
void draw_pixel_ranges(Controls& controls);

}  // namespace patchlens::ui
