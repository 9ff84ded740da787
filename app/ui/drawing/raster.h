// Numbers painted as pictures: a colour plane of a patch, a filter, a map, a vector.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "app/ui/drawing/sequential.h"
#include "app/ui/drawing/theme.h"
#include "core/picture/image.h"
#include "core/tensor.h"

namespace patchlens::ui {

/// Longer sides are subsampled (every n-th number): no screen shows more of them.
inline constexpr int largest_raster_side = 1024;

struct Range {
    float low = 0;
    float high = 1;

    /// The larger absolute value of the two.
    float largest() const { return std::max(std::abs(low), std::abs(high)); }
    bool operator==(const Range&) const = default;
};

/// The smallest and the largest finite number; 0..0 where there is none.
Range range_of(std::span<const float> values);
/// The largest absolute value of the finite numbers.
float largest_of(std::span<const float> values);

/// A table of any size as a picture, RGB: `paint(row, column)` is the colour of a cell. A side above `most`
/// is thinned out.
template <typename Paint>
Image table_image(std::int64_t rows, std::int64_t columns, const Paint& paint,
                  std::int64_t most = largest_raster_side) {
    const std::int64_t step_row = (rows + most - 1) / most;
    const std::int64_t step_column = (columns + most - 1) / most;
    Image image{{static_cast<int>((rows + step_row - 1) / step_row),
                 static_cast<int>((columns + step_column - 1) / step_column)},
                3,
                {}};
    image.pixels.resize(static_cast<std::size_t>(image.size.area() * 3));
    std::uint8_t* pixel = image.pixels.data();
    for (std::int64_t row = 0; row < rows; row += step_row) {
        for (std::int64_t column = 0; column < columns; column += step_column, pixel += 3) {
            const Colour colour = paint(row, column);
            pixel[0] = colour.red;
            pixel[1] = colour.green;
            pixel[2] = colour.blue;
        }
    }
    return image;
}

/// One colour plane: values [rows, columns] in C order as shades of `ramp` from range.low to range.high.
Image plane_image(std::span<const float> values, Size size, const Ramp& ramp, Range range);

/// Signed numbers [rows, columns] in C order, RGB.
Image signed_image(std::span<const float> values, Size size, const Diverging& colours, float largest);

/// Numbers [rows, columns] in C order from range.low to range.high, RGB.
Image sequential_image(std::span<const float> values, Size size, const Sequential& colours, Range range);

/// A vector wrapped into rows, RGBA: cells after its last number are transparent.
Image strip_image(std::span<const float> values, int columns, const Diverging& colours, float largest);

}  // namespace patchlens::ui
