#include "app/ui/chapters/code/code_layout.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr float lowest_row = 17;
constexpr float easy_row = 19;  ///< from which on lines have the larger font
constexpr float highest_row = 25;
constexpr float least_side = 88;    ///< of a picture: the lines shrink before the pictures do
constexpr float useless_side = 56;  ///< smaller pictures are left out
constexpr float least_lines = 8;    ///< that are in sight at once where the lines scroll above the pictures
constexpr float largest_side = 240;
constexpr float largest_beside = 110;  ///< of a picture beside the code
constexpr float least_width = 700;     ///< of a place in which pictures stand beside the code
constexpr float room_for_legends = 860;
// Heights of the story's scene below the lines.
constexpr float least_world = 120;
constexpr float least_beside_scrolling = 170;  ///< where the lines scroll anyway
constexpr float good_world = 240;

/// The side of the pictures in `rows` rows of `count` each, in a place of this size.
float side_of(ImVec2 place, int count, int rows, float gap, float caption) {
    const auto columns = static_cast<float>(count);
    const auto lines = static_cast<float>(rows);
    return std::floor(
        std::min((place.x - gap * (columns - 1)) / columns, (place.y - gap * (lines - 1)) / lines - caption));
}

/// In a low and wide place the pictures stand in two columns at the right of the code; false if they would be
/// smaller than `least`.
bool put_beside(CodeLayout& layout, int parts, const Rect& place, float most, float least) {
    const int lines = (parts + 1) / 2;
    const ImVec2 room{2 * most + layout.part_gap, place.height()};
    const float side = std::min(most, side_of(room, 2, lines, layout.part_gap, layout.caption));
    if (side < least) return false;
    const float columns = 2 * side + layout.part_gap;
    const float end = place.max.x - columns - 2 * layout.part_gap;
    layout.side = side;
    layout.parts_a_row = 2;
    layout.parts = {{place.max.x - columns, place.min.y}, place.max};
    layout.code.max.x = end;
    layout.transport.max.x = end;
    return true;
}

/// In a low and narrow place the pictures stand in a row of the smallest side at the foot; the code has the
/// rest, where it scrolls.
void put_below(CodeLayout& layout, int parts, const Rect& place, float side, float above) {
    const float foot = place.max.y - side - layout.caption;
    const float used = layout.transport.max.y - layout.code.max.y + above;
    const float code_end = foot - used;
    if (code_end - layout.code.min.y < least_lines * layout.row) return;
    if (side_of({place.width(), side + layout.caption}, parts, 1, layout.part_gap, layout.caption) < side)
        return;
    layout.side = side;
    layout.parts_a_row = parts;
    layout.parts = {{place.min.x, foot}, place.max};
    const float up = layout.code.max.y - code_end;
    layout.code.max.y -= up;
    layout.transport.min.y -= up;
    layout.transport.max.y -= up;
}

}  // namespace

CodeLayout arrange_code(const Rect& scene, float scale, int rows, int parts) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const float left = scene.min.x + px(16);
    const float width = scene.width() - px(32);
    CodeLayout layout;
    layout.part_gap = px(22);
    layout.caption = px(scene.height() >= px(room_for_legends) ? 60 : 42);
    layout.toolbar = rect_at({left, scene.min.y + px(12)}, width, px(30));

    const float top = layout.toolbar.max.y + px(10);
    const float bottom = scene.max.y - px(12);
    const float transport = px(10 + 32);
    const float above_parts = px(14);
    const float pictures = above_parts + px(least_side) + layout.caption;
    const auto lines = static_cast<float>(rows);
    const float for_lines = bottom - top - transport - pictures;
    layout.row = std::clamp(std::floor(for_lines / lines), px(lowest_row), px(highest_row));
    layout.small = layout.row < px(easy_row);

    const float rest = bottom - top - transport - above_parts - lines * layout.row;
    const int half = (parts + 1) / 2;
    const float in_one_row = side_of({width, rest}, parts, 1, layout.part_gap, layout.caption);
    const float in_two_rows = side_of({width, rest}, half, 2, layout.part_gap, layout.caption);
    layout.parts_a_row = in_two_rows > in_one_row ? half : parts;
    layout.side = std::min(std::max(in_one_row, in_two_rows), px(largest_side));
    const bool pictured = layout.side >= px(useless_side);
    const float code_height = pictured ? lines * layout.row : std::max(0.0F, bottom - top - transport);
    layout.code = rect_at({left, top}, width, std::min(code_height, lines * layout.row));
    layout.transport = rect_at({left, layout.code.max.y + px(10)}, width, px(32));
    layout.parts = {{left, layout.transport.max.y + above_parts}, {left + width, bottom}};
    if (pictured) return layout;
    layout.parts.max.y = layout.parts.min.y;
    const Rect place{{left, top}, {left + width, bottom}};
    const bool wide = width >= px(least_width);
    if (!wide || !put_beside(layout, parts, place, px(largest_beside), px(useless_side)))
        put_below(layout, parts, place, px(useless_side), above_parts);
    return layout;
}

CodeLayout arrange_run(const Rect& scene, float scale, int rows, float width, double aspect) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    const Rect inside{{scene.min.x + px(16), scene.min.y + px(12)},
                      {scene.max.x - px(16), scene.max.y - px(12)}};
    CodeLayout layout;
    layout.toolbar = rect_at(inside.min, inside.width(), px(30));
    const float top = layout.toolbar.max.y + px(10);
    const float transport = px(10 + 32);
    const auto lines = static_cast<float>(rows);
    const float room = inside.max.y - top - transport;
    const float gap = px(14);

    const bool scrolls = std::floor((room - gap - px(least_world)) / px(lowest_row)) < lines;
    const float least =
        std::min(px(scrolls ? least_beside_scrolling : least_world), std::floor(room * 0.42F));
    // Lines that are easy to read come first, then the scene, then higher lines.
    const float wanted = std::max(least, inside.width() / static_cast<float>(aspect));
    const auto row_above_a_scene = [&](float high) { return std::floor((room - gap - high) / lines); };
    const bool easy = row_above_a_scene(px(good_world)) >= px(easy_row);
    const float row_above = std::clamp(std::max(row_above_a_scene(wanted), easy ? px(easy_row) : 0.0F),
                                       px(lowest_row), px(highest_row));
    const float code_above = std::min(lines, std::floor((room - gap - least) / row_above)) * row_above;
    const float row_beside = std::clamp(std::floor(room / lines), px(lowest_row), px(highest_row));
    const auto height_in = [&](float wide, float high) {
        return std::min(high, wide / static_cast<float>(aspect));
    };
    const float below = height_in(inside.width(), room - gap - code_above);
    const float aside = height_in(inside.width() - width - 2 * gap, inside.max.y - top);
    const bool beside = aside > below;

    layout.row = beside ? row_beside : row_above;
    layout.small = layout.row < px(easy_row);
    layout.code = rect_at({inside.min.x, top}, beside ? width : inside.width(),
                          beside ? std::min(lines, std::floor(room / layout.row)) * layout.row : code_above);
    layout.transport = rect_at({inside.min.x, layout.code.max.y + px(10)}, layout.code.width(), px(32));
    layout.world = beside ? Rect{{layout.code.max.x + 2 * gap, top}, inside.max}
                          : Rect{{inside.min.x, layout.transport.max.y + gap}, inside.max};
    return layout;
}

Rect CodeLayout::part(int index, int count) const {
    const int line = index / parts_a_row;
    const int in_row = std::min(parts_a_row, count - line * parts_a_row);
    const auto columns = static_cast<float>(parts_a_row);
    const float used = columns * side + (columns - 1) * part_gap;
    // Rows are left-aligned with each other; a single row is centred.
    const float first = parts.min.x + (in_row == count ? std::floor((parts.width() - used) / 2) : 0);
    return rect_at({first + static_cast<float>(index % parts_a_row) * (side + part_gap),
                    parts.min.y + static_cast<float>(line) * (side + caption + part_gap)},
                   side, side);
}

}  // namespace patchlens::ui
