#include "app/ui/drawing/raster.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

/// The picture of [rows, columns] numbers, each coloured by `paint`.
template <typename Paint>
Image painted(std::span<const float> values, Size size, const Paint& paint) {
    const int step_y = (size.height + largest_raster_side - 1) / largest_raster_side;
    const int step_x = (size.width + largest_raster_side - 1) / largest_raster_side;
    Image image;
    image.size = {(size.height + step_y - 1) / step_y, (size.width + step_x - 1) / step_x};
    image.channels = 3;
    image.pixels.reserve(static_cast<std::size_t>(image.size.area() * 3));
    for (int y = 0; y < size.height; y += step_y) {
        for (int x = 0; x < size.width; x += step_x) {
            const Colour colour = paint(values[static_cast<std::size_t>(std::int64_t{y} * size.width + x)]);
            image.pixels.insert(image.pixels.end(), {colour.red, colour.green, colour.blue});
        }
    }
    return image;
}

}  // namespace

Range range_of(std::span<const float> values) {
    Range range{INFINITY, -INFINITY};
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    return range.low <= range.high ? range : Range{0, 0};
}

float largest_of(std::span<const float> values) {
    return range_of(values).largest();
}

Image plane_image(std::span<const float> values, Size size, const Ramp& ramp, Range range) {
    const float length = range.high - range.low;
    return painted(values, size, [&](float value) {
        return ramp(length > 0 && value == value ? (value - range.low) / length : 0.5F);
    });
}

Image signed_image(std::span<const float> values, Size size, const Diverging& colours, float largest) {
    return painted(values, size, [&](float value) { return colours(value, largest); });
}

Image sequential_image(std::span<const float> values, Size size, const Sequential& colours, Range range) {
    const float length = range.high - range.low;
    return painted(values, size, [&](float value) {
        if (value != value) return colours.not_a_number;
        return colours(length > 0 ? (value - range.low) / length : 0.5F);
    });
}

Image strip_image(std::span<const float> values, int columns, const Diverging& colours, float largest) {
    const auto count = static_cast<int>(values.size());
    const int rows = (count + columns - 1) / columns;
    Image image{{rows, columns}, 4, {}};
    image.pixels.resize(static_cast<std::size_t>(image.size.area() * 4));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Colour colour = colours(values[i], largest);
        image.pixels[4 * i] = colour.red;
        image.pixels[4 * i + 1] = colour.green;
        image.pixels[4 * i + 2] = colour.blue;
        image.pixels[4 * i + 3] = 255;
    }
    return image;
}

}  // namespace patchlens::ui
