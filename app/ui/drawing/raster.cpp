#include "app/ui/drawing/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace patchlens::ui {
namespace {

/// A lookup table of the colours of a range, in steps too small to be seen: interpolating the colours of a
/// million numbers one by one takes longer than a frame.
class ColourTable {
public:
    template <typename Paint>
    ColourTable(Range range, const Paint& paint)
        : low_(range.low), steps_(steps / (range.high - range.low)), not_a_number_(paint(NAN)) {
        for (int i = 0; i <= steps; ++i)
            colours_[static_cast<std::size_t>(i)] = paint(low_ + static_cast<float>(i) / steps_);
    }

    Colour operator()(float value) const {
        if (value != value) return not_a_number_;
        const float step = std::clamp((value - low_) * steps_, 0.0F, float{steps});
        return colours_[static_cast<std::size_t>(step + 0.5F)];
    }

    /// From this many numbers on, the table pays.
    static constexpr std::int64_t worth_it = 1 << 15;
    /// Whether the range can be divided into steps: not a single number, not too wide or too narrow for
    /// float.
    static bool divides(Range range) {
        const float length = range.high - range.low;
        return length > 0 && std::isfinite(length) && std::isfinite(steps / length);
    }

private:
    static constexpr int steps = 1 << 12;  // even: the middle has its own colour

    float low_;
    float steps_;  ///< per unit
    Colour not_a_number_;
    std::array<Colour, steps + 1> colours_;
};

/// The picture of [rows, columns] numbers, each coloured by `paint`.
template <typename Paint>
Image painted_by(std::span<const float> values, Size size, const Paint& paint) {
    const float* numbers = values.data();
    const std::int64_t width = size.width;
    return table_image(size.height, width, [=, &paint](std::int64_t row, std::int64_t column) {
        return paint(numbers[row * width + column]);
    });
}

/// The same for a `paint` that is constant outside `range`: it may be replaced by a table.
template <typename Paint>
Image painted(std::span<const float> values, Size size, Range range, const Paint& paint) {
    if (size.area() < ColourTable::worth_it || !ColourTable::divides(range))
        return painted_by(values, size, paint);
    return painted_by(values, size, ColourTable(range, paint));
}

}  // namespace

Range range_of(std::span<const float> values) {
    // Independent lanes, so that the compiler vectorises the loop.
    constexpr std::size_t lanes = 16;
    std::array<float, lanes> low;
    std::array<float, lanes> high;
    low.fill(INFINITY);
    high.fill(-INFINITY);
    const auto include = [&](std::size_t lane, float value) {
        const bool finite = std::abs(value) < INFINITY;  // false for NaN too
        low[lane] = std::min(low[lane], finite ? value : INFINITY);
        high[lane] = std::max(high[lane], finite ? value : -INFINITY);
    };
    std::size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane)
            include(lane, values[i + lane]);
    }
    for (; i < values.size(); ++i)
        include(0, values[i]);
    const Range range{*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
    return range.low <= range.high ? range : Range{0, 0};
}

float largest_of(std::span<const float> values) {
    return range_of(values).largest();
}

Image plane_image(std::span<const float> values, Size size, const Ramp& ramp, Range range) {
    const float length = range.high - range.low;
    return painted(values, size, range, [&](float value) {
        return ramp(length > 0 && value == value ? (value - range.low) / length : 0.5F);
    });
}

Image signed_image(std::span<const float> values, Size size, const Diverging& colours, float largest) {
    return painted(values, size, {-largest, largest}, [&](float value) { return colours(value, largest); });
}

Image sequential_image(std::span<const float> values, Size size, const Sequential& colours, Range range) {
    const float length = range.high - range.low;
    return painted(values, size, range, [&](float value) {
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
