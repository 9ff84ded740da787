#include "app/ui/chapters/projection/planes_layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui::projection {
namespace {

/// The widths and heights that do not depend on the size of the planes.
struct Measures {
    float letter, sign, sum, caption, legend, gap, beside, below, apart;

    Measures(const Rect& most, int count, float scale) {
        const auto px = [scale](float logical) { return std::round(logical * scale); };
        const bool several = count > 1;
        letter = several ? px(20) : 0;
        sign = px(18);
        sum = several ? px(108) : 0;
        caption = most.width() < px(860) ? px(34) : px(20);  // two lines of title where that is narrow
        legend = px(24);
        gap = px(4);
        beside = std::clamp(std::round(most.width() * 0.18F), px(156), px(230));
        below = px(100);
        apart = px(20);
    }
};

/// The space for one plane.
ImVec2 room_of(const Rect& most, const Measures& m, int count, bool beside) {
    const auto rows = static_cast<float>(count);
    const float width = most.width() - m.letter - 2 * m.sign - m.sum - (beside ? m.beside + m.apart : 0);
    const float height =
        most.height() - m.caption - m.legend - (beside ? 0 : m.below + m.apart) - (rows - 1) * m.gap;
    return {std::max(1.0F, std::floor(width / 3)), std::max(1.0F, std::floor(height / rows))};
}

/// The side of one pixel's cell; whole screen pixels if there is room.
float cell_side(ImVec2 room, Size patch) {
    const float side =
        std::min(room.x / static_cast<float>(patch.width), room.y / static_cast<float>(patch.height));
    return side >= 4 ? std::floor(side) : side;
}

}  // namespace

PlanesLayout arrange_planes(const Rect& most, Size patch, int first, int count, float scale) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const Measures m(most, count, scale);
    const float side_beside = cell_side(room_of(most, m, count, true), patch);
    const float side_below = cell_side(room_of(most, m, count, false), patch);
    PlanesLayout layout;
    layout.beside = side_beside >= side_below * 0.9F;
    const ImVec2 room = room_of(most, m, count, layout.beside);
    const float side = layout.beside ? side_beside : side_below;
    const ImVec2 plane{std::max(1.0F, std::floor(side * static_cast<float>(patch.width))),
                       std::max(1.0F, std::floor(side * static_cast<float>(patch.height)))};
    const float pitch = std::min(room.x, std::max(plane.x, px(128)));  // captions need this width
    const float height = std::min(room.y, std::max(plane.y, px(24)));  // sums need this height
    const float block = m.letter + 3 * pitch + 2 * m.sign + m.sum;
    const float left =
        most.min.x + (layout.beside ? 0 : std::floor(std::max(0.0F, most.width() - block) / 2));

    const auto column = [&](int index) {
        return left + m.letter + static_cast<float>(index) * (pitch + m.sign);
    };
    const float reach = m.letter > 0 ? m.sign / 2 : 0;  // into the room of the signs
    float y = most.min.y;
    for (int index = 0; index < 3; ++index)
        layout.captions.at(static_cast<std::size_t>(index)) =
            rect_at({column(index) - reach, y}, pitch + 2 * reach, m.caption);
    y += m.caption;
    for (int row = 0; row < count; ++row) {
        PlanesLayout::Row& place = layout.rows.emplace_back();
        place.channel = first + row;
        place.letter = rect_at({left, y}, m.letter, height);
        for (int index = 0; index < 3; ++index) {
            const ImVec2 corner{std::floor(column(index) + (pitch - plane.x) / 2),
                                std::floor(y + (height - plane.y) / 2)};
            place.planes.at(static_cast<std::size_t>(index)) = rect_at(corner, plane.x, plane.y);
        }
        for (int index = 0; index < 2; ++index)
            place.signs.at(static_cast<std::size_t>(index)) =
                rect_at({column(index) + pitch, y}, m.sign, height);
        place.sum = rect_at({column(2) + pitch + px(8), y}, std::max(0.0F, m.sum - px(8)), height);
        y += height + (row + 1 < count ? m.gap : 0);
    }
    for (int index = 0; index < 3; ++index)
        layout.legends.at(static_cast<std::size_t>(index)) = rect_at({column(index), y}, pitch, m.legend);
    layout.bias = rect_at({column(2) + pitch + px(8), y}, std::max(0.0F, m.sum - px(8)), m.legend);
    y += m.legend;
    if (layout.beside) {
        const float bottom = std::min(most.max.y, std::max(y, most.min.y + px(260)));
        layout.destination = {{left + block + m.apart, most.min.y}, {most.max.x, bottom}};
        layout.bottom = bottom;
    } else {
        layout.destination = rect_at({most.min.x, y + m.apart}, most.width(), m.below);
        layout.bottom = layout.destination.max.y;
    }
    return layout;
}

}  // namespace patchlens::ui::projection
