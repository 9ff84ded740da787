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

}  // namespace

void marker(Context& context, Rect place, ImU32 colour) {
    const float least = context.px(8);
    const ImVec2 grow{std::max(0.0F, (least - place.width()) / 2),
                      std::max(0.0F, (least - place.height()) / 2)};
    place = {{place.min.x - grow.x, place.min.y - grow.y}, {place.max.x + grow.x, place.max.y + grow.y}};
    const float line = std::max(1.0F, context.px(2));
    constexpr ImU32 shadow = IM_COL32(0, 0, 0, 150);
    const auto outline = [](const Rect& box, ImU32 ink, float thickness) {
        compat::add_outline(*ImGui::GetWindowDrawList(), box.min, box.max, ink, 0, thickness);
    };
    outline(place.inset(-line), shadow, 1);
    outline(place, colour, line);
    outline(place.inset(line), shadow, 1);
}

void pin_marker(Context& context, Rect place) {
    const float least = context.px(10);
    const ImVec2 grow{std::max(0.0F, (least - place.width()) / 2),
                      std::max(0.0F, (least - place.height()) / 2)};
    const float line = std::max(1.0F, context.px(2));
    // Outside the frame of a small patch; inside that of a large one, which may reach the picture's edge.
    const bool large = std::min(place.width(), place.height()) >= context.px(48);
    const float out = large ? -3 * line : 2 * line + 1;
    place = {{std::floor(place.min.x - grow.x - out), std::floor(place.min.y - grow.y - out)},
             {std::ceil(place.max.x + grow.x + out), std::ceil(place.max.y + grow.y + out)}};
    constexpr ImU32 shadow = IM_COL32(0, 0, 0, 190);
    const float length =
        std::min(std::floor(std::min(place.width(), place.height()) * 0.36F), context.px(40));
    for (const float edge : {1.0F, 0.0F}) {  // dark edges first, the colour over them
        const ImU32 colour = edge > 0 ? shadow : pinned_on_picture.packed();
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
    draw.AddCircleFilled(head, 2 * line + 1, shadow);
    draw.AddCircleFilled(head, 2 * line, pinned_on_picture);
}

void pin_icon(Context& context, const Rect& place, ImU32 colour) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float radius = std::floor(place.width() * 0.3F);
    const ImVec2 head{place.centre().x, place.min.y + radius + 1};
    const float half = std::max(0.5F, context.px(1.5F) / 2);
    draw.AddCircleFilled(head, radius, colour);
    draw.AddRectFilled({head.x - half, head.y}, {head.x + half, place.max.y}, colour);
}

}  // namespace patchlens::ui
