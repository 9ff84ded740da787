// The shapes on the way from the picture to the tokens, in boxes with the operations between them.
#pragma once

#include <string>
#include <vector>

#include "app/ui/scene.h"

namespace patchlens::ui {

/// One box: a shape, or the name of an operation between two shapes. A press leads to where it is made.
struct ShapeStep {
    std::string text;
    bool shape = false;
    float width = 0;
    const char* name = "";   ///< for the probe
    model::Spot leads = {};  ///< to where it is made
};
using ShapeRows = std::vector<std::vector<ShapeStep>>;

/// The steps in as many rows as `width` requires, the shapes with their names unless these need a row more; a
/// row ends with the arrow that leads to the next.
ShapeRows shape_rows(const Scene& scene, float width);
void draw_shapes(const Scene& scene, const Rect& place, const ShapeRows& rows);

}  // namespace patchlens::ui
