// What a weights file holds around its projection, and what its model expects of pictures: below the notes on
// the projection itself.
#pragma once

#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// A row for each norm, token and position embedding: what it is, its shape, its name. Nothing where the file
/// has none.
void around_projection(Controls& controls, const LoadedProjection& loaded);

/// What the model expects of its pictures, with a button that sets it. Nothing where no file says so.
void expected_pixels(Controls& controls, const LoadedProjection& loaded);

}  // namespace patchlens::ui
