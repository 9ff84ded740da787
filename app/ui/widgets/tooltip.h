// Tooltips: boxes of text beside the mouse, placed so that they do not cover what they explain.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// The corner of a box of `size` that touches nothing of `clear`: on the wanted side near the mouse, else on
/// the other, else at its left or right; in a window too small for all of these, wherever it is inside.
ImVec2 place_beside(const Rect& clear, Beside wanted, ImVec2 mouse, ImVec2 size, ImVec2 window, float gap);

/// A line for each text, the first brighter; does not cover `clear`, the item under the mouse and its labels.
void tooltip_beside(Context& context, const Rect& clear, Beside wanted,
                    std::initializer_list<std::string> lines);

/// explain_on_hover() with several texts, the first brighter, each broken into lines.
void explain_lines(Context& context, const Rect& place, std::vector<std::string> texts, Beside wanted);

}  // namespace patchlens::ui
