// Layout of the projection's planes: a row per channel, pixels times weights gives products. Pure arithmetic.
#pragma once

#include <array>
#include <vector>

#include "app/ui/layout.h"
#include "core/size.h"

namespace patchlens::ui::projection {

struct PlanesLayout {
    struct Row {
        int channel = 0;
        Rect letter;                 ///< the channel's name; empty with a single row
        std::array<Rect, 3> planes;  ///< pixels, weights, products
        std::array<Rect, 2> signs;   ///< "×" and "="
        Rect sum;                    ///< the channel's products added up; empty with a single row
    };
    std::vector<Row> rows;
    std::array<Rect, 3> captions;  ///< above the columns
    std::array<Rect, 3> legends;   ///< below them
    Rect bias;                     ///< below the sums; empty with a single row
    Rect destination;              ///< where the output value goes: the vector and the map
    bool beside = false;           ///< the destination is right of the planes, not below them
    float bottom = 0;              ///< bottom edge of everything
};

/// `count` rows from channel `first` on, within `most`; the planes are as large as possible. `scale` 1 = 96
/// dpi.
PlanesLayout arrange_planes(const Rect& most, Size patch, int first, int count, float scale);

}  // namespace patchlens::ui::projection
