// Numbers painted as pictures: a colour plane of a patch, a filter, a map, a vector.
#pragma once

#include <algorithm>
#include <cmath>
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

/// One colour plane: values [rows, columns] in C order as shades of `ramp` from range.low to range.high.
Image plane_image(std::span<const float> values, Size size, const Ramp& ramp, Range range);

/// Signed numbers [rows, columns] in C order, RGB.
Image signed_image(std::span<const float> values, Size size, const Diverging& colours, float largest);

/// Numbers [rows, columns] in C order from range.low to range.high, RGB.
Image sequential_image(std::span<const float> values, Size size, const Sequential& colours, Range range);

/// A vector wrapped into rows, RGBA: cells after its last number are transparent.
Image strip_image(std::span<const float> values, int columns, const Diverging& colours, float largest);

}  // namespace patchlens::ui
