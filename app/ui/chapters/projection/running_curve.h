// The running sum as a curve over all products, and the bias as its last step.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Dragging looks at the product under the mouse.
void draw_running_curve(Stage& stage, const Rect& place);

/// The points of the curve over terms 0 to `last` in at most two a screen column: where a stretch is narrower
/// than that, the bounds of what it does. `x_of` and `y_of` bring terms and sums to the screen.
struct CurvePoint {
    double term = 0;
    double sum = 0;
};
std::vector<CurvePoint> curve_points(const model::Summation& summation, int columns);

}  // namespace patchlens::ui::projection
