#include "app/ui/shell/hint.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/ui/compat.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr std::array lines{"hint.sliders", "hint.patches", "hint.keys"};
constexpr float above_hint = 5;

}  // namespace

bool draw_hint(Context& context, const Rect& strip) {
    const model::Language& language = context.language;
    std::string text;
    for (const char* key : lines)
        text += (text.empty() ? "" : " ") + std::string(language(key));
    const float pad = context.px(16);
    const std::string title = language("hint.title");
    const std::string button = language("hint.dismiss");
    const float left = strip.min.x + pad + std::ceil(text_width(context.fonts.strong, title)) + pad;
    const float right = strip.max.x - pad - chip_width(context, button);
    const float needed = paragraph_height(context, context.fonts.body, text, right - pad - left);
    const float height = std::max(strip.height(), needed + 2 * context.px(above_hint));
    const bool at_the_top = strip.centre().y < ImGui::GetIO().DisplaySize.y / 2;
    const Rect place =
        rect_at({strip.min.x, at_the_top ? strip.min.y : strip.max.y - height}, strip.width(), height);
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::Begin("hint", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoNav);
    fill(context, place, context.palette.raised);
    outline(context, place, context.palette.accent, context.px(1.5F));
    context.probe.item("hint", place.min, place.max);
    text_in(context, {{place.min.x + pad, place.min.y}, {left, place.max.y}}, context.fonts.strong,
            context.palette.text, title);
    paragraph(context, {left, std::floor(place.centre().y - needed / 2)}, right - pad - left,
              context.fonts.body, context.palette.text, text);
    const float tall = context.px(26);
    const Rect dismiss =
        rect_at({right, std::floor(place.centre().y - tall / 2)}, strip.max.x - pad - right, tall);
    const bool dismissed = chip(context, "hint/dismiss", dismiss, button, true).clicked;
    ImGui::End();
    return dismissed || compat::pressed(compat::Key::escape, false);
}

}  // namespace patchlens::ui
