// The pictures of what a listing works on: pixels, one patch, all patches as rows, a filter, its map, the
// tokens.
#pragma once

#include "app/model/code/listing.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws `part` into the square `place` and returns where it is; `cut`: with the grid over the pixels.
Rect draw_part(const Scene& scene, model::CodePart part, const Rect& place, bool cut);

/// The range of the tokens that CodePart::tokens shows: of all, or of the selected patch's where only its
/// vector is kept.
Range range_of_tokens(Context& context, const model::Results& results);

}  // namespace patchlens::ui
