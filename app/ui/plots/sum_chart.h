// One number taken apart: the sum of each channel, the bias, and their total.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

/// The height of the line below the chart that names zero, in logical pixels.
inline constexpr float sum_axis_height = 18;

/// As a waterfall chart of arrows, where each part starts at the sum of those before it (`steps`), or as lines of
/// numbers where there is little space.
void draw_sum(Context& context, const model::Results& results, Column& column, bool steps);

}  // namespace patchlens::ui
