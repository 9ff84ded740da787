// The pictures of what a listing works on: pixels, one patch, all patches as rows, a filter, its map, the
// tokens.
#pragma once

#include "app/model/code/listing.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Draws `part` into the square `place` and returns where it is; `cut`: with the grid over the pixels.
Rect draw_part(const Scene& scene, model::CodePart part, const Rect& place, bool cut);

/// The largest magnitude that CodePart::tokens shows: of all tokens, or of the selected patch's where only
/// its vector is kept.
float largest_in_tokens(const model::Results& results);

}  // namespace patchlens::ui
