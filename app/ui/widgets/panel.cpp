#include "app/ui/widgets/panel.h"

namespace patchlens::ui {

void draw_scroll_mark(float width) {
    if (ImGui::GetScrollMaxY() <= 0) return;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const float whole = size.y + ImGui::GetScrollMaxY();
    const ImVec2 from{corner.x + size.x - width - 2, corner.y + ImGui::GetScrollY() / whole * size.y};
    ImGui::GetWindowDrawList()->AddRectFilled(from, {from.x + width, from.y + size.y * size.y / whole},
                                              ImGui::GetColorU32(ImGuiCol_ScrollbarGrab), width / 2);
}

Panel::Panel(Context& context, const char* name, const Rect& place) : padding_(context.px(14)) {
    ImGui::SetCursorScreenPos(place.min);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, context.palette.panel.packed());
    ImGui::BeginChild(name, place.size(), false, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    column = {corner.x + context.px(16), corner.y + padding_, place.width() - context.px(32)};
}

Panel::Panel(const Scene& scene) : Panel(scene.context, "side", scene.place) {
    scroll_window(scene.context.scrolls, "side", scene.context.new_chapter);
}

Panel::~Panel() {
    ImGui::SetCursorScreenPos({column.x, column.y + padding_ - 1});
    ImGui::Dummy({1, 1});
    draw_scroll_mark(padding_ / 4);
    ImGui::EndChild();
}

}  // namespace patchlens::ui
