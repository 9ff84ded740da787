// flatten(2).transpose(1, 2) in numbers: a part of the data in three shapes, one number followed through all
// of them, and what a plain reshape would put in its place. Pure arithmetic.
#pragma once

#include <cstdint>

#include "app/ui/layout.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// The part of [1, D, H', W'] that is drawn: a few dimensions of a few patches around the selected ones.
struct ShapesPart {
    int first_dim = 0;
    int dims = 1;
    PatchPosition first;
    Size window{1, 1};  ///< rows and columns of patches

    int patches() const { return static_cast<int>(window.area()); }
    PatchPosition patch(int index) const {
        return {first.row + index / window.width, first.column + index % window.width};
    }
};

ShapesPart shapes_part(const PatchGrid& grid, int embed_dim, PatchPosition patch, int dim);

/// The cell of dimension `dim` and patch `index` of a part, drawn into `area` in shape `stage`: 0 is maps
/// side by side in one row or two, 1 one row per dimension, 2 one row per patch.
Rect shape_cell(const ShapesPart& part, const Rect& area, int stage, int dim, int index, float largest_cell);

/// The number of [1, D, H', W'] that reshape(1, N, D) puts at [0, token, dim]: reshape keeps the order of the
/// memory.
struct ReshapedNumber {
    std::int64_t token = 0;
    int dim = 0;
};
ReshapedNumber reshaped_number(std::int64_t patches, int embed_dim, std::int64_t token, int dim);

}  // namespace patchlens::ui
