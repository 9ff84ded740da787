#include "app/platform/screen_part.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace patchlens::platform {

Image screen_part(const Image& image, const ui::Rect& place) {
    const auto [height, width] = image.size;
    const int left = std::clamp(static_cast<int>(std::floor(place.min.x)), 0, width - 1);
    const int top = std::clamp(static_cast<int>(std::floor(place.min.y)), 0, height - 1);
    const int right = std::clamp(static_cast<int>(std::ceil(place.max.x)), left + 1, width);
    const int bottom = std::clamp(static_cast<int>(std::ceil(place.max.y)), top + 1, height);
    Image part{{bottom - top, right - left}, image.channels, {}};
    for (int y = top; y < bottom; ++y) {
        const auto first =
            image.pixels.begin() + (static_cast<std::ptrdiff_t>(y) * width + left) * image.channels;
        part.pixels.insert(part.pixels.end(), first,
                           first + static_cast<std::ptrdiff_t>(right - left) * image.channels);
    }
    return part;
}

}  // namespace patchlens::platform
