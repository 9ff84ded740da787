#include "app/ui/widgets/transport.h"

#include <algorithm>

#include "app/ui/compat.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

Press button(Context& context, const std::string& name, const Rect& place, bool main) {
    const float rounding = place.height() / 2;
    const Press press = pressable(context, name.c_str(), place, rounding);
    const Palette& palette = context.palette;
    fill(context, place, main ? palette.accent.packed() : palette.raised.packed(), rounding);
    outline(context, place, press.hovered ? palette.hovered : palette.edge, context.px(1), rounding);
    return press;
}

}  // namespace

Transport transport(Context& context, const std::string& name, ImVec2 corner, bool playing) {
    const float height = context.px(32);
    const float narrow = context.px(44);
    const float wide = context.px(60);
    const float gap = context.px(8);
    const ImU32 colour = context.palette.text;
    const ImU32 on_accent = context.palette.panel;
    const float icon = context.px(12);
    const auto bar = [&](ImVec2 centre, float offset, ImU32 bar_colour) {
        const float half = context.px(2);
        fill(context,
             {{centre.x + offset - half, centre.y - icon / 2},
              {centre.x + offset + half, centre.y + icon / 2}},
             bar_colour);
    };

    const Rect back = rect_at(corner, narrow, height);
    const Rect play = rect_at({back.max.x + gap, corner.y}, wide, height);
    const Rect forward = rect_at({play.max.x + gap, corner.y}, narrow, height);
    Transport answer;
    answer.place = {back.min, forward.max};
    answer.back = button(context, name + "/back", back, false).clicked;
    arrow_head({back.centre().x + context.px(2), back.centre().y}, icon, -1, colour);
    bar(back.centre(), -context.px(7), colour);
    answer.toggled = button(context, name + "/play", play, true).clicked;
    if (playing) {
        bar(play.centre(), -context.px(4), on_accent);
        bar(play.centre(), context.px(4), on_accent);
    } else {
        arrow_head(play.centre(), icon, 1, on_accent);
    }
    answer.forward = button(context, name + "/forward", forward, false).clicked;
    arrow_head({forward.centre().x - context.px(2), forward.centre().y}, icon, 1, colour);
    bar(forward.centre(), context.px(7), colour);

    const bool free = context.has_keys && !ImGui::GetIO().WantTextInput && context.focus.current().empty();
    if (free && compat::pressed(compat::Key::space, false)) answer.toggled = true;
    return answer;
}

float seconds_to_play() {
    return std::min(ImGui::GetIO().DeltaTime, 1.0F / 20);
}

float eased(float t) {
    t = std::clamp(t, 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

}  // namespace patchlens::ui
