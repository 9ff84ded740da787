#include "app/ui/shell/hint.h"

#include <algorithm>
#include <array>

#include "app/ui/compat.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr std::array lines{"hint.sliders", "hint.patches", "hint.keys"};

}  // namespace

bool draw_hint(Context& context, const Rect& scene) {
    const model::Language& language = context.language;
    const float pad = context.px(18);
    const float row = context.px(26);
    const std::string button = language("hint.dismiss");
    float text = text_width(context.fonts.strong, language("hint.title"));
    for (const char* key : lines)
        text = std::max(text, text_width(context.fonts.body, language(key)));
    const float width = std::min(scene.width() - context.px(32), text + 2 * pad + context.px(16));
    const float height = 2 * pad + 4 * row + context.px(12 + 30);
    const Rect place = rect_at(
        {std::floor(scene.centre().x - width / 2), scene.max.y - context.px(24) - height}, width, height);
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::Begin("hint", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoNav);
    fill(context, place, context.palette.raised, context.px(10));
    outline(context, place, context.palette.accent, context.px(1.5F), context.px(10));
    context.probe.item("hint", place.min, place.max);
    Column column{place.min.x + pad, place.min.y + pad, width - 2 * pad};
    text_in(context, column.row(row), context.fonts.strong, context.palette.text, language("hint.title"));
    for (const char* key : lines) {
        const Rect line = column.row(row);
        const ImVec2 dot{line.min.x + context.px(4), line.centre().y};
        ImGui::GetWindowDrawList()->AddCircleFilled(dot, context.px(2.5F), context.palette.accent);
        text_in(context, {{line.min.x + context.px(16), line.min.y}, line.max}, context.fonts.body,
                context.palette.text, language(key));
    }
    column.gap(context.px(12));
    const ImVec2 corner{place.max.x - pad - chip_width(context, button), column.y};
    const bool dismissed = chip(context, "hint/dismiss", corner, button, true).clicked;
    ImGui::End();
    return dismissed || compat::pressed(compat::Key::escape, false);
}

}  // namespace patchlens::ui
