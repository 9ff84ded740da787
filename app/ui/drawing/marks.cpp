#include "app/ui/drawing/marks.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

/// Two strokes of `length` that meet in `corner` and lead inwards.
void stroke_corner(ImVec2 corner, float inward_x, float inward_y, float length, float line, ImU32 colour) {
    const auto box = [&](float width, float height) {
        const float x = corner.x + inward_x * width;
        const float y = corner.y + inward_y * height;
        ImGui::GetWindowDrawList()->AddRectFilled({std::min(corner.x, x), std::min(corner.y, y)},
                                                  {std::max(corner.x, x), std::max(corner.y, y)}, colour);
    };
    box(length, line);
    box(line, length);
}

/// `place`, made at least `least` wide and high around its middle.
Rect grown(const Rect& place, float least) {
    const float x = std::max(0.0F, (least - place.width()) / 2);
    const float y = std::max(0.0F, (least - place.height()) / 2);
    return {{std::floor(place.min.x - x), std::floor(place.min.y - y)},
            {std::ceil(place.max.x + x), std::ceil(place.max.y + y)}};
}

/// `place`, smaller where a frame that reaches `out` beyond it would leave what may be drawn on; so the frame
/// of a cell at a picture's edge stays whole.
Rect with_room(Rect place, float out) {
    const ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Rect clip = Rect{draw.GetClipRectMin(), draw.GetClipRectMax()}.inset(out);
    const float reach = out + 0.5F;  // a cell further out is cut anyway
    if (place.min.x > clip.min.x - reach) place.min.x = std::max(place.min.x, clip.min.x);
    if (place.min.y > clip.min.y - reach) place.min.y = std::max(place.min.y, clip.min.y);
    if (place.max.x < clip.max.x + reach) place.max.x = std::min(place.max.x, clip.max.x);
    if (place.max.y < clip.max.y + reach) place.max.y = std::min(place.max.y, clip.max.y);
    return place;
}

/// A ring of `thickness` whose outer side is `out` outside `place`.
void ring(const Rect& place, float out, float thickness, Colour colour) {
    const Rect line = place.inset(thickness / 2 - out);
    // ImGui puts a rectangle's lines half a pixel inside.
    compat::add_outline(*ImGui::GetWindowDrawList(), {line.min.x - 0.5F, line.min.y - 0.5F},
                        {line.max.x + 0.5F, line.max.y + 0.5F}, colour, 0, thickness);
}

}  // namespace

void marker(Context& context, Rect place, Mark mark) {
    place = grown(place, context.px(6));
    if (mark == Mark::hovered) return frame_on_picture(context, place, hovered_on_picture);
    const float line = context.px(1);
    // Around a small cell, which is to stay visible; half inside a large one.
    const bool large = std::min(place.width(), place.height()) >= context.px(40);
    const float out = (large ? 3 : 5) * line;
    place = with_room(place, out);
    ring(place, out, 6 * line, dark_on_picture);
    ring(place, out - line, 2 * line, selected_on_picture);
    ring(place, out - 4 * line, line, selected_on_picture);
}

void frame_on_picture(Context& context, const Rect& around, Colour colour) {
    const float line = context.px(1);
    const float thin = std::max(line, context.px(1.5F));
    const Rect place = with_room(around, thin + line);
    ring(place, thin + line, thin + 2 * line, dark_on_picture);
    ring(place, thin, thin, colour);
}

void band_marker(Context& context, Rect band, Mark mark) {
    band = grown(band, context.px(3));
    const float line = context.px(1);
    const float thick = mark == Mark::selected ? 2 * line : line;
    ring(band, thick + line, thick + 2 * line, dark_on_picture);
    ring(band, thick, thick, colour_on_picture(mark));
}

void column_marker(Context& context, const Rect& column, Mark mark) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Colour colour = mark == Mark::selected ? context.palette.accent : context.palette.hovered;
    const float middle = column.centre().x;
    const float line = context.px(1);
    draw.AddRectFilled(column.min, column.max, colour.packed(0.28F));
    if (mark == Mark::selected) {
        const float half = context.px(5);
        draw.AddTriangleFilled({middle - half, column.min.y}, {middle + half, column.min.y},
                               {middle, column.min.y + half}, colour);
        draw.AddTriangleFilled({middle, column.max.y - half}, {middle + half, column.max.y},
                               {middle - half, column.max.y}, colour);
    } else if (column.width() < context.px(4)) {
        const float left = std::floor(middle - line / 2);
        draw.AddRectFilled({left, column.min.y}, {left + line, column.max.y}, colour);
    } else {
        const float half = (line - 1) / 2;
        compat::add_outline(draw, {column.min.x + half, column.min.y + half},
                            {column.max.x - half, column.max.y - half}, colour, 0, line);
    }
}

void panel_marker(Context& context, const Rect& place, Mark mark, float rounding) {
    const bool selected = mark == Mark::selected;
    const Colour colour = selected ? context.palette.accent : context.palette.hovered;
    const auto frame = [&](float inside, float line, float round) {
        const Rect box = place.inset(inside + (line - 1) / 2);
        compat::add_outline(*ImGui::GetWindowDrawList(), box.min, box.max, colour, std::max(0.0F, round),
                            line);
    };
    frame(0, context.px(selected ? 2 : 1), rounding);
    if (selected) frame(context.px(3), context.px(1), rounding - context.px(3));
}

void pin_marker(Context& context, Rect place) {
    const float line = context.px(2);
    const float dark = context.px(1);
    // Outside the frame of a small patch; inside that of a large one, which may reach the picture's edge.
    const bool large = std::min(place.width(), place.height()) >= context.px(48);
    place = grown(place, context.px(6)).inset(large ? 3 * line : -(3 * line + dark));
    const float length =
        std::min(std::floor(std::min(place.width(), place.height()) * 0.36F), context.px(40));
    for (const float edge : {dark, 0.0F}) {  // dark edges first, the colour over them
        const Colour colour = edge > 0 ? dark_on_picture : pinned_on_picture;
        for (const bool right : {false, true}) {
            for (const bool bottom : {false, true}) {
                const float in_x = right ? -1.0F : 1.0F;
                const float in_y = bottom ? -1.0F : 1.0F;
                const ImVec2 corner{(right ? place.max.x : place.min.x) - in_x * edge,
                                    (bottom ? place.max.y : place.min.y) - in_y * edge};
                stroke_corner(corner, in_x, in_y, length + 2 * edge, line + 2 * edge, colour);
            }
        }
    }
    const ImVec2 head{place.max.x, place.min.y};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddCircleFilled(head, 2 * line + dark, dark_on_picture);
    draw.AddCircleFilled(head, 2 * line, pinned_on_picture);
}

void pin_diamond(Context& context, const Rect& cell) {
    const ImVec2 c = cell.centre();
    const float half = std::clamp(cell.width() / 2, context.px(3), context.px(6)) + context.px(2);
    const float line = context.px(2);
    for (const bool edge : {true, false}) {
        ImGui::GetWindowDrawList()->AddQuad({c.x, c.y - half}, {c.x + half, c.y}, {c.x, c.y + half},
                                            {c.x - half, c.y}, edge ? dark_on_picture : pinned_on_picture,
                                            edge ? line + 2 * context.px(1) : line);
    }
}

void pin_icon(Context& context, const Rect& place, ImU32 colour) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float radius = std::floor(place.width() * 0.3F);
    const ImVec2 head{place.centre().x, place.min.y + radius + context.px(1)};
    const float half = std::max(0.5F, context.px(1.5F) / 2);
    draw.AddCircleFilled(head, radius, colour);
    draw.AddRectFilled({head.x - half, head.y}, {head.x + half, place.max.y}, colour);
}

}  // namespace patchlens::ui
