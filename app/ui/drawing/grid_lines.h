// The patch grid over a picture: sharp lines, fainter where patches are small, and the pixels that are
// dropped.
#pragma once

#include "app/ui/context.h"
#include "app/ui/drawing/camera.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// How strongly lines are drawn between cells of `cell` screen pixels: 0 below 3, 1 from 12 on (logical).
float grid_line_strength(double cell, float scale);

/// Draws the lines of `grid` that are inside `visible`: where patches begin, and where they leave gaps, also
/// where they end.
void draw_grid_lines(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible);
/// Shades and hatches the rows and columns that no patch covers, and writes on those below and right of all
/// patches how many they are.
void draw_dropped(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible);
/// The screen rectangle that a cell for each patch takes: a cell has the stride's size and the patch's
/// middle.
Rect patch_cells(const PatchGrid& grid, const Camera& camera);
/// Draws the zeros around the picture.
void draw_padding(Context& context, const PatchGrid& grid, const Camera& camera);
/// Writes on the zeros below and at the right how many rows and columns they are, and frames the patches that
/// hold some.
void name_padding(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible);
/// Writes each patch's token number into its corner where there is room.
void draw_token_numbers(Context& context, const PatchGrid& grid, const Camera& camera, const Rect& visible);
/// Shades and hatches a part that belongs to no patch.
void draw_hatched(Context& context, const Rect& place);
/// Dots on an empty ground: zeros that were added where the picture has no pixels.
void draw_padded(Context& context, const Rect& place);
/// The dots alone, over pixels that are such zeros.
void draw_dots(Context& context, const Rect& place);

}  // namespace patchlens::ui
