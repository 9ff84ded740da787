#include "app/ui/widgets/grip.h"

#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

bool pulled_by(ImGuiMouseButton button, const Rect& area) {
    constexpr ImGuiHoveredFlags anywhere =
        ImGuiHoveredFlags_RootAndChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByActiveItem;
    return ImGui::IsMouseDown(button) && area.contains(ImGui::GetIO().MouseClickedPos[button]) &&
           ImGui::IsWindowHovered(anywhere);
}

}  // namespace

Grip grip(const Rect& area, const Press& press) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool space = !io.WantTextInput && ImGui::IsKeyDown(compat::native(compat::Key::space));
    const bool left = press.held && space;
    const bool pulling =
        left || pulled_by(ImGuiMouseButton_Right, area) || pulled_by(ImGuiMouseButton_Middle, area);
    if (pulling || (press.hovered && space)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    return {pulling, left};
}

}  // namespace patchlens::ui
