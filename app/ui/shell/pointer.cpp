#include "app/ui/shell/pointer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/ui/drawing/marks.h"

namespace patchlens::ui {
namespace {

constexpr float ring_radius = 20;
constexpr float light_radius = 110;
constexpr ImU32 darkness = dark_on_picture.packed(0.67F);
constexpr ImU32 shadow = dark_on_picture.packed(0.6F);

/// Everything farther than `radius` from `centre`, as far as `reach`.
void darken_around(ImDrawList& draw, ImVec2 centre, float radius, float reach) {
    constexpr int corners = 72;
    // Without smoothed edges: between neighbouring pieces they would show as bright lines.
    const ImDrawListFlags flags = draw.Flags;
    draw.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const auto at = [&](int corner, float distance) {
        const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(corner) / corners;
        return ImVec2{centre.x + distance * std::cos(angle), centre.y + distance * std::sin(angle)};
    };
    for (int i = 0; i < corners; ++i)
        draw.AddQuadFilled(at(i, radius), at(i + 1, radius), at(i + 1, reach), at(i, reach), darkness);
    draw.Flags = flags;
}

}  // namespace

void draw_pointer(Context& context, bool light) {
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec2 mouse = io.MousePos;
    const Rect screen{{0, 0}, io.DisplaySize};
    if (!ImGui::IsMousePosValid() || !screen.contains(mouse)) return;
    ImDrawList& draw = *ImGui::GetForegroundDrawList();
    const float radius = context.px(light ? light_radius : ring_radius);
    if (light) darken_around(draw, mouse, radius, 2 * (screen.width() + screen.height()));
    const float line = std::max(1.0F, context.px(3));
    draw.AddCircle(mouse, radius + line, shadow, 0, 1);
    draw.AddCircle(mouse, radius, selected_on_picture, 0, line);
    draw.AddCircle(mouse, radius - line, shadow, 0, 1);
    context.probe.item(light ? "pointer/light" : "pointer/ring", {mouse.x - radius, mouse.y - radius},
                       {mouse.x + radius, mouse.y + radius});
}

}  // namespace patchlens::ui
