// A part of the picture, such as a patch: what of it lies in the padding is drawn as zeros are.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws `pixels` of a picture of size `image`, which may reach beyond its edges, over `place`; `tint` fades
/// what lies inside.
void draw_picture_part(Context& context, const Texture& texture, Size image, const Rectangle& pixels,
                       const Rect& place, ImU32 tint = IM_COL32_WHITE);

}  // namespace patchlens::ui
