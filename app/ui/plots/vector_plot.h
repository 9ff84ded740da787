// Vectors as signed bars and as a strip of coloured cells; both let the user select a dimension.
#pragma once

#include <span>

#include "app/ui/context.h"

namespace patchlens::ui {

/// How many cells per row make the cells of a strip nearly square in `place`.
int strip_columns(int count, ImVec2 place);

/// Bars of `results.vector` in order, with the pinned patch's numbers as rings over them and grey bars of
/// `ghost` [D] behind, the same vector before it changed, where there is one, their ends in front; emits
/// SelectDimension. Marks the selected and the hovered dimension. `name` is the probe's for it.
void draw_vector_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions, std::span<const float> ghost = {},
                      const char* name = "inspector/vector");
/// The same from the largest number to the smallest.
void draw_sorted_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions, std::span<const float> ghost = {});
/// Bars of the selected vector minus the pinned one; needs `results.comparison`.
void draw_difference_plot(Context& context, const model::Results& results, const Rect& place,
                          model::Actions& actions);
void draw_vector_strip(Context& context, const model::Results& results, const Rect& place,
                       model::Actions& actions);

}  // namespace patchlens::ui
