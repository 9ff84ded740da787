// The picture with its patches: hover, select, zoom, pan.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// Draws into `area` and emits SelectPatch and SetView.
void draw_picture_view(Context& context, const model::Session& session, const model::Results& results,
                       const Rect& area, model::Actions& actions);

/// The largest a pixel of the picture is shown, in logical pixels.
inline constexpr double largest_pixel = 160;

}  // namespace patchlens::ui
