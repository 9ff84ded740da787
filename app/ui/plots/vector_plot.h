// Vectors on the screen as signed bars and as a strip of coloured cells, in which a dimension is picked.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "app/ui/context.h"

namespace patchlens::ui {

/// What one pixel column of the plot stands for: the numbers [first, last] and their extremes.
struct BarColumn {
    int first = 0;
    int last = 0;
    float low = 0;   ///< the smallest of them, at most 0
    float high = 0;  ///< the largest of them, at least 0
};

/// One column for each number while there is room, else as many as `most` columns that share them.
std::vector<BarColumn> bar_columns(std::span<const float> values, int most);

/// Of the numbers a column stands for, the one furthest from zero.
int strongest_of(std::span<const float> values, const BarColumn& column);

/// How many cells a strip has side by side so that they come out nearly square in `place`.
int strip_columns(int count, ImVec2 place);

/// Bars of `results.vector` in order, with the pinned patch's numbers as rings over them; emits
/// SelectDimension. Marks the selected and the hovered dimension.
void draw_vector_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions);
/// The same from the largest number to the smallest.
void draw_sorted_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions);
/// Bars of the selected vector minus the pinned one; needs `results.comparison`.
void draw_difference_plot(Context& context, const model::Results& results, const Rect& place,
                          model::Actions& actions);
void draw_vector_strip(Context& context, const model::Results& results, const Rect& place,
                       model::Actions& actions);

}  // namespace patchlens::ui
