#include "app/ui/plots/atlas.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr int smallest_automatic_side = 46;
constexpr std::array sides{16, 24, 32, 46, 64, 96, 144, 220, 320, 460};
constexpr float widest_number = 34;  ///< "4095", the number of a tile
constexpr float widest_range = 90;   ///< "-0.07 +0.07", the range of its numbers
constexpr double widest_aspect = 6;  ///< wider and taller pictures are squeezed to this proportion

int parts(int length, int step) {
    return (length + step - 1) / step;
}

AtlasLayout with_side(int count, double aspect, ImVec2 room, double side, float caption, float scale) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    AtlasLayout layout;
    layout.count = count;
    const double squeezed = std::clamp(aspect, 1 / widest_aspect, widest_aspect);
    layout.width = std::max(1.0F, static_cast<float>(std::floor(side * std::sqrt(squeezed) * scale)));
    layout.height = std::max(1.0F, static_cast<float>(std::floor(side / std::sqrt(squeezed) * scale)));
    layout.width = std::min(layout.width, room.x);
    layout.gap = side < 30 ? px(2) : px(5);
    layout.caption = layout.width < widest_number * scale  ? 0
                     : layout.width < widest_range * scale ? caption
                                                           : 2 * caption;
    const float fitting = (room.x + layout.gap) / (layout.width + layout.gap);
    layout.columns = std::clamp(static_cast<int>(fitting), 1, std::max(1, count));
    return layout;
}

}  // namespace

Size AtlasPlan::size() const {
    const int rows = (count + columns - 1) / columns;
    return {rows * tile.height, columns * tile.width};
}

Rectangle AtlasPlan::texels(int index) const {
    return {index / columns * tile.height, index % columns * tile.width, tile.height, tile.width};
}

AtlasPlan plan_atlas(int count, Size numbers) {
    AtlasPlan plan;
    plan.count = count;
    while (true) {
        plan.tile = {parts(numbers.height, plan.step.height), parts(numbers.width, plan.step.width)};
        plan.columns = std::min(count, largest_atlas_side / plan.tile.width);
        const bool wide = plan.columns < 1;
        if (!wide && plan.size().height <= largest_atlas_side) return plan;
        const bool thin_columns = plan.tile.width > plan.tile.height;
        ++(thin_columns ? plan.step.width : plan.step.height);
    }
}

Rect AtlasLayout::tile(int position) const {
    const auto column = static_cast<float>(position % columns);
    const auto row = static_cast<float>(position / columns);
    return rect_at({column * (width + gap), row * row_height()}, width, height);
}

std::optional<int> AtlasLayout::position_at(ImVec2 point) const {
    if (point.x < 0 || point.y < 0) return std::nullopt;
    const int column = static_cast<int>(point.x / (width + gap));
    const int row = static_cast<int>(point.y / row_height());
    const int position = row * columns + column;
    if (column >= columns || position >= count || !tile(position).contains(point)) return std::nullopt;
    return position;
}

AtlasLayout arrange_atlas(int count, double aspect, ImVec2 room, int side, float caption, float scale) {
    if (side > 0) return with_side(count, aspect, room, side, caption, scale);
    // Few tiles fill the room, one alone as well.
    const auto largest = static_cast<int>(std::max(room.x, room.y) / scale);
    for (int wanted = largest; wanted > smallest_automatic_side; wanted -= 2) {
        const AtlasLayout layout = with_side(count, aspect, room, wanted, caption, scale);
        const bool wide_enough = layout.width < room.x;
        if (wide_enough && layout.total_height() <= room.y) return layout;
    }
    return with_side(count, aspect, room, smallest_automatic_side, caption, scale);
}

int side_of(const AtlasLayout& layout, float scale) {
    return static_cast<int>(std::lround(std::sqrt(layout.width * layout.height) / scale));
}

int next_side(int side, int step) {
    if (step > 0) {
        const auto larger = std::upper_bound(sides.begin(), sides.end(), side + 1);
        return larger == sides.end() ? sides.back() : *larger;
    }
    const auto not_smaller = std::lower_bound(sides.begin(), sides.end(), side - 1);
    return not_smaller == sides.begin() ? sides.front() : *(not_smaller - 1);
}

}  // namespace patchlens::ui
