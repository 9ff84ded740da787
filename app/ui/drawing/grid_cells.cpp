#include "app/ui/drawing/grid_cells.h"

#include <algorithm>

namespace patchlens::ui {

Rect cell_of(const Rect& place, Size size, int y, int x) {
    const float width = place.width() / static_cast<float>(size.width);
    const float height = place.height() / static_cast<float>(size.height);
    return rect_at(
        {place.min.x + width * static_cast<float>(x), place.min.y + height * static_cast<float>(y)}, width,
        height);
}

PixelPosition cell_under(const Rect& place, Size size, ImVec2 point) {
    const auto index = [](float offset, float length, int count) {
        const float part = std::clamp(offset / std::max(1.0F, length), 0.0F, 1.0F);
        return std::min(static_cast<int>(part * static_cast<float>(count)), count - 1);
    };
    return {index(point.y - place.min.y, place.height(), size.height),
            index(point.x - place.min.x, place.width(), size.width)};
}

std::int64_t cut_key(const PatchGrid& grid) {
    std::uint64_t key = 0;
    for (const Size size : {grid.patch(), grid.stride(), grid.padding()}) {
        for (const int side : {size.height, size.width})
            key = (key ^ static_cast<std::uint64_t>(side)) * 1099511628211U;  // FNV-1a's prime
    }
    return static_cast<std::int64_t>(key);
}

}  // namespace patchlens::ui
