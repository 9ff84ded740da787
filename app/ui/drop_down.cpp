#include "app/ui/drop_down.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

constexpr ImGuiWindowFlags list_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                        ImGuiWindowFlags_NoBackground;

void draw_arrow(Context& context, ImVec2 centre, ImU32 colour) {
    const float half = context.px(4);
    ImGui::GetWindowDrawList()->AddTriangleFilled({centre.x - half, centre.y - half / 2},
                                                  {centre.x + half, centre.y - half / 2},
                                                  {centre.x, centre.y + half / 2}, colour);
}

/// Where a list of this size stands: below its button, or above it where the screen ends.
Rect list_place(Context& context, const Rect& button, float width, float height) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float gap = context.px(4);
    const float x = std::clamp(button.min.x, 0.0F, std::max(0.0F, screen.x - width));
    const bool below = button.max.y + gap + height <= screen.y;
    return rect_at({x, below ? button.max.y + gap : std::max(0.0F, button.min.y - gap - height)}, width,
                   height);
}

std::optional<std::size_t> draw_list(Context& context, const std::string& name, const Rect& place,
                                     std::span<const Choice> choices, std::optional<std::size_t> current) {
    std::optional<std::size_t> chosen;
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::Begin(name.c_str(), nullptr, list_flags);
    fill(context, place, context.palette.raised, context.px(8));
    outline(context, place, context.palette.border, std::max(1.0F, context.px(1)), context.px(8));
    Column column{place.min.x + context.px(4), place.min.y + context.px(4), place.width() - context.px(8)};
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Rect row = column.row(context.px(30));
        const std::string item = name + "/" + choices[i].name;
        const Press press = pressable(context, item.c_str(), row.inset(1));
        if (press.hovered || press.focused) fill(context, row.inset(1), context.palette.panel, context.px(5));
        if (current == i) {
            const float radius = context.px(3);
            ImGui::GetWindowDrawList()->AddCircleFilled({row.min.x + context.px(12), row.centre().y}, radius,
                                                        context.palette.accent);
        }
        text_in(context, {{row.min.x + context.px(22), row.min.y}, row.max}, context.fonts.body,
                context.palette.text, choices[i].label);
        if (press.clicked) chosen = i;
    }
    ImGui::End();
    return chosen;
}

}  // namespace

float drop_down_width(const Context& context, std::string_view label) {
    return chip_width(context, label) + context.px(12);
}

std::optional<std::size_t> drop_down(Context& context, const std::string& name, const Rect& place,
                                     std::string_view label, std::span<const Choice> choices,
                                     std::optional<std::size_t> current) {
    const float rounding = place.height() / 2;
    const Press press = pressable(context, name.c_str(), place, rounding);
    const Palette& palette = context.palette;
    const bool marked = press.hovered || press.held;
    fill(context, place, marked ? palette.raised : palette.panel, rounding);
    outline(context, place, marked ? palette.hovered : palette.border, std::max(1.0F, context.scale * 1.25F),
            rounding);
    const Rect words{{place.min.x + context.px(14), place.min.y},
                     {place.max.x - context.px(24), place.max.y}};
    text_in(context, words, place.height() < context.px(28) ? context.fonts.small : context.fonts.body,
            palette.text, label);
    draw_arrow(context, {place.max.x - context.px(15), place.centre().y}, palette.muted);

    // Whether the list is open is the window's business, as where it is scrolled to: no choice of the user.
    bool& open = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID(name.c_str()), false);
    if (press.clicked) open = !open;
    if (!open) return std::nullopt;

    float width = place.width();
    for (const Choice& choice : choices)
        width = std::max(width, text_width(context.fonts.body, choice.label) + context.px(44));
    const float height = context.px(30) * static_cast<float>(choices.size()) + context.px(8);
    const Rect list = list_place(context, place, std::ceil(width), height);
    const auto chosen = draw_list(context, name, list, choices, current);

    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool elsewhere = ImGui::IsMouseClicked(0) && !list.contains(mouse) && !place.contains(mouse);
    const bool left = !context.focus.current().empty() && !context.focus.current().starts_with(name);
    if (chosen || elsewhere || left || compat::pressed(compat::Key::escape, false)) open = false;
    return chosen;
}

float segments_width(const Context& context, std::span<const Choice> choices) {
    float width = 0;
    for (const Choice& choice : choices)
        width += std::ceil(text_width(context.fonts.small, choice.label)) + context.px(20);
    return width;
}

std::optional<std::size_t> segments(Context& context, const std::string& name, const Rect& place,
                                    std::span<const Choice> choices, std::size_t current) {
    const Palette& palette = context.palette;
    const float rounding = context.px(6);
    const float line = std::max(1.0F, context.scale);
    fill(context, place, palette.field, rounding);
    std::optional<std::size_t> clicked;
    float x = place.min.x;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float width = std::ceil(text_width(context.fonts.small, choices[i].label)) + context.px(20);
        const Rect part = rect_at({x, place.min.y}, width, place.height());
        const std::string item = name + "/" + choices[i].name;
        const Press press = pressable(context, item.c_str(), part, rounding);
        const bool on = i == current;
        if (on || press.hovered) fill(context, part, palette.raised, rounding);
        if (on) outline(context, part, palette.accent, line * 1.25F, rounding);
        text_in(context, part, context.fonts.small, on || press.hovered ? palette.text : palette.muted,
                choices[i].label, Align::centre);
        if (press.clicked) clicked = i;
        x += width;
    }
    outline(context, {place.min, {x, place.max.y}}, palette.border, line, rounding);
    return clicked;
}

}  // namespace patchlens::ui
