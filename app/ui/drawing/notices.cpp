#include "app/ui/drawing/notices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

Colour filling_of(const Palette& palette, Notice notice) {
    if (notice == Notice::news) return palette.accent;
    return notice == Notice::warning ? palette.warning : palette.problem;
}

/// A stroke and a dot, one above the other: an i, or upside down an exclamation mark.
void stroke_and_dot(ImVec2 centre, float length, float width, bool dot_below, ImU32 ink) {
    const float up = dot_below ? 1.0F : -1.0F;
    const auto part = [&](float from, float to) {
        const float a = centre.y + up * from * length;
        const float b = centre.y + up * to * length;
        ImGui::GetWindowDrawList()->AddRectFilled({centre.x - width / 2, std::min(a, b)},
                                                  {centre.x + width / 2, std::max(a, b)}, ink);
    };
    part(-0.5F, 0.15F);
    part(0.32F, 0.55F);
}

}  // namespace

void draw_notice(Context& context, ImVec2 centre, float radius, Notice notice) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Colour filling = filling_of(context.palette, notice);
    const Colour ink = ink_on(filling);
    const float line = context.px(2);
    if (notice == Notice::news) {
        draw.AddCircleFilled(centre, radius, filling);
        stroke_and_dot(centre, radius, line, false, ink);
        return;
    }
    if (notice == Notice::warning) {
        const float half = radius * 1.1F;
        const ImVec2 top{centre.x, centre.y - radius};
        const ImVec2 left{centre.x - half, centre.y + radius * 0.85F};
        const ImVec2 right{centre.x + half, left.y};
        draw.AddTriangleFilled(top, right, left, filling);
        draw.AddTriangle(top, right, left, ink, std::max(1.0F, context.px(1.5F)));
        stroke_and_dot({centre.x, centre.y + radius * 0.2F}, radius * 0.9F, line, true, ink);
        return;
    }
    std::array<ImVec2, 8> corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const float angle = (static_cast<float>(i) + 0.5F) * std::numbers::pi_v<float> / 4;
        corners[i] = {centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    }
    draw.AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()), filling);
    const float r = radius * 0.4F;
    draw.AddLine({centre.x - r, centre.y - r}, {centre.x + r, centre.y + r}, ink, line);
    draw.AddLine({centre.x - r, centre.y + r}, {centre.x + r, centre.y - r}, ink, line);
}

std::string notice_text(const model::Language& language, Notice notice, const std::string& text) {
    if (notice == Notice::news) return text;
    return language(notice == Notice::warning ? "message.warning" : "message.error", {text});
}

}  // namespace patchlens::ui
