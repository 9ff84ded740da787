#include "app/ui/shell/scene_window.h"

#include <algorithm>

namespace patchlens::ui {

SceneWindow::SceneWindow(Context& context, const char* name, const Rect& visible, ImVec2 least)
    : place(visible) {
    const ImVec2 needed{context.px(least.x), context.px(least.y)};
    const float bar = ImGui::GetStyle().ScrollbarSize;
    bool wide = needed.x > visible.width();
    const bool high = needed.y > visible.height() - (wide ? bar : 0);
    wide = needed.x > visible.width() - (high ? bar : 0);
    if (!wide && !high) return;
    scrolls_ = true;
    const ImVec2 room{visible.width() - (high ? bar : 0), visible.height() - (wide ? bar : 0)};
    const ImVec2 size{std::max(room.x, needed.x), std::max(room.y, needed.y)};
    ImGui::SetCursorScreenPos(visible.min);
    ImGui::SetNextWindowContentSize(size);
    ImGui::BeginChild(
        name, visible.size(), false,
        ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
    scroll_window(context.scrolls, name, context.new_chapter);
    place = rect_at(ImGui::GetCursorScreenPos(), size.x, size.y);
}

SceneWindow::~SceneWindow() {
    if (scrolls_) ImGui::EndChild();
}

}  // namespace patchlens::ui
