#include "app/ui/shell/box.h"

#include <algorithm>

#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr ImGuiWindowFlags box_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                       ImGuiWindowFlags_NoBackground;

Rect in_the_middle(const Context& context, float width, float height) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float w = std::min(context.px(width), screen.x - context.px(32));
    const float h = std::min(context.px(height), screen.y - context.px(32));
    return rect_at({std::floor((screen.x - w) / 2), std::floor((screen.y - h) * 0.4F)}, w, h);
}

Rect within_the_screen(const Context& context, Rect place) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    place.max.y = std::min(place.max.y, screen.y - context.px(8));
    place.min.x = std::max(place.min.x, context.px(8));
    return place;
}

}  // namespace

bool shade(Context& context, float darkness) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("shade", nullptr, box_flags);
    fill(context, {{0, 0}, size}, dark_on_picture.packed(darkness));
    ImGui::SetCursorScreenPos({0, 0});
    ImGui::InvisibleButton("beside", size);
    // Acts on the press, not the release: the box takes the focus back before the button is released.
    const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                         ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    if (pressed) context.presses.begin("beside", context.px(6));
    ImGui::End();
    return pressed && !context.presses.astray();
}

Box::Box(Context& context, const char* name, float width, float height)
    : place(in_the_middle(context, width, height)) {
    begin(context, name);
    column = {place.min.x + context.px(24), place.min.y + context.px(20), place.width() - context.px(48)};
}

Box::Box(Context& context, const char* name, const Rect& where)
    : place(within_the_screen(context, where)), padding_(context.px(8)) {
    begin(context, name);
    column = {place.min.x + padding_, place.min.y + padding_ - ImGui::GetScrollY(),
              place.width() - 2 * padding_};
}

void Box::begin(Context& context, const char* name) {
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::SetNextWindowFocus();
    ImGui::Begin(name, nullptr, box_flags);
    fill(context, place, context.palette.panel, context.px(10));
    outline(context, place, context.palette.edge, context.px(1), context.px(10));
    context.probe.item(name, place.min, place.max);
}

Box::~Box() {
    if (padding_ > 0) {  // what the column held scrolls where it is higher than the box
        ImGui::SetCursorScreenPos({column.x, column.y + padding_ - 1});
        ImGui::Dummy({1, 1});
        draw_scroll_mark(padding_ / 2);
    }
    ImGui::End();
}

void box_heading(Context& context, Column& column, const char* text, model::Actions& actions) {
    const Rect row = column.row(context.px(30));
    const float side = context.px(28);
    const Rect corner =
        rect_at({row.max.x - side + context.px(8), std::floor(row.centre().y - side / 2)}, side, side);
    text_in(context, {row.min, {corner.min.x - context.px(8), row.max.y}}, context.fonts.title,
            context.palette.text, text);
    if (cross(context, "dialog/close", corner, context.language("box.close")).clicked)
        actions.emplace_back(model::ShowDialog{model::Dialog::none});
    column.gap(context.px(8));
}

}  // namespace patchlens::ui
