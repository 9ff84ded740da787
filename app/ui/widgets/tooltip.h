// Tooltips: boxes of text beside the mouse, placed so that they do not cover what they explain.
#pragma once

#include <initializer_list>
#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

/// The preferred side of a tooltip.
enum class Beside { above, below };

/// The corner of a box of `size` that does not overlap `clear`: on the preferred side near the mouse, else on
/// the other, else at its left or right; in a window too small for these, anywhere inside it.
ImVec2 place_beside(const Rect& clear, Beside wanted, ImVec2 mouse, ImVec2 size, ImVec2 window, float gap);

/// A line for each text, the first brighter; does not cover `clear`, the item under the mouse and its labels.
void tooltip_beside(Context& context, const Rect& clear, Beside wanted,
                    std::initializer_list<std::string> lines);

}  // namespace patchlens::ui
