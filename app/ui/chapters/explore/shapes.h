// The shapes on the way from the picture to tokens, in boxes with the steps between them.
#pragma once

#include <string>
#include <vector>

#include "app/ui/context.h"

namespace patchlens::ui {

/// One thing on the way from pixels to tokens: a shape in a box, or the name of a step between two.
struct ShapeStep {
    std::string text;
    bool shape = false;
    float width = 0;
};
using ShapeRows = std::vector<std::vector<ShapeStep>>;

/// The steps in as many rows as they need in `width`; a row ends with the arrow that leads to the next.
ShapeRows shape_rows(const Context& context, const model::Results& results, float width);
void draw_shapes(Context& context, const Rect& place, const ShapeRows& rows);

}  // namespace patchlens::ui
