// A table of any size as a small picture: of large tables every n-th row and column.
#pragma once

#include <algorithm>
#include <cstdint>

#include "app/ui/drawing/colour.h"
#include "core/picture/image.h"

namespace patchlens::ui {

/// RGB, at most `most` pixels on a side; `colour(row, column)` gives the colour of one cell.
template <typename ColourOf>
Image sampled_image(std::int64_t rows, std::int64_t columns, const ColourOf& colour,
                    std::int64_t most = 128) {
    const std::int64_t height = std::min(rows, most);
    const std::int64_t width = std::min(columns, most);
    Image image{{static_cast<int>(height), static_cast<int>(width)}, 3, {}};
    image.pixels.reserve(static_cast<std::size_t>(height * width * 3));
    for (std::int64_t y = 0; y < height; ++y) {
        for (std::int64_t x = 0; x < width; ++x) {
            const Colour cell = colour(y * rows / height, x * columns / width);
            image.pixels.insert(image.pixels.end(), {cell.red, cell.green, cell.blue});
        }
    }
    return image;
}

}  // namespace patchlens::ui
