#include "app/ui/shell/context_menu_box.h"

#include <algorithm>

#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float line_high = 31;
constexpr float line_padding = 12;   ///< at both ends of a line
constexpr float before_detail = 28;  ///< label and detail

float width_of(const Context& context, const MenuLines& lines) {
    float width = context.px(180);
    for (const MenuLine& line : lines) {
        float own = text_width(context.fonts.body, line.label);
        if (!line.detail.empty())
            own += context.px(before_detail) + text_width(context.fonts.mono_small, line.detail);
        width = std::max(width, std::ceil(own));
    }
    return width + 2 * context.px(line_padding) + context.px(16);
}

Rect place_at(const Context& context, ImVec2 at, float width, float height) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float gap = context.px(4);
    if (at.y + height > screen.y - gap) at.y -= height;
    return rect_at({std::floor(std::clamp(at.x, gap, std::max(gap, screen.x - gap - width))),
                    std::floor(std::clamp(at.y, gap, std::max(gap, screen.y - gap - height)))},
                   width, height);
}

bool draw_line(Context& context, const MenuLine& line, const Rect& row) {
    const Press press = pressable(context, ("context/" + line.name).c_str(), row.inset(1));
    if (press.hovered || press.focused) fill(context, row.inset(1), context.palette.raised, context.px(6));
    const Rect inside{{row.min.x + context.px(line_padding), row.min.y},
                      {row.max.x - context.px(line_padding), row.max.y}};
    text_in(context, inside, context.fonts.body, context.palette.text, line.label);
    text_in(context, inside, context.fonts.mono_small, context.palette.muted, line.detail, Align::right);
    return press.clicked;
}

}  // namespace

void draw_context_menu(Context& context, model::Actions& actions) {
    ContextMenu& menu = context.menu;
    if (auto key = menu.take_chosen()) actions.push_back(std::move(*key));
    if (!menu.open()) return;
    context.focus.only_what_follows();
    const MenuLines& lines = menu.open()->lines;
    const float height = context.px(line_high) * static_cast<float>(lines.size()) + context.px(16);
    const bool beside = shade(context, 0);
    std::optional<model::Action> chosen;
    {
        Box box(context, "context", place_at(context, menu.open()->at, width_of(context, lines), height));
        for (const MenuLine& line : lines) {
            if (draw_line(context, line, box.column.row(context.px(line_high)))) chosen = line.action;
        }
    }
    if (menu.open()->first || compat::pressed(compat::Key::down)) {
        context.focus.move(1);
        menu.entered();
    } else if (compat::pressed(compat::Key::up)) {
        context.focus.move(-1);
    }
    if (!chosen && !beside && !compat::pressed(compat::Key::escape, false)) return;
    context.focus.clicked(menu.open()->owner);
    menu.close();
    if (chosen) actions.push_back(std::move(*chosen));
}

}  // namespace patchlens::ui
