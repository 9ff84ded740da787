// Arrows from one thing to another.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// A line that ends in a head at `to`.
void arrow(const Context& context, ImVec2 from, ImVec2 to, ImU32 colour);
/// A head alone, `size` long and wide, that points right for direction 1, left for -1.
void arrow_head(ImVec2 centre, float size, float direction, ImU32 colour);

}  // namespace patchlens::ui
