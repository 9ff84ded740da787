// The running sum as a curve over all products, and the bias as its last step.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Dragging makes the product under the mouse the current one.
void draw_running_curve(Stage& stage, const Rect& place);

/// A point of the running sum. curve_points() returns at most two points per screen column: the smallest and
/// the largest sum within it.
struct CurvePoint {
    double term = 0;
    double sum = 0;
};
std::vector<CurvePoint> curve_points(const model::Summation& summation, int columns);

}  // namespace patchlens::ui::projection
