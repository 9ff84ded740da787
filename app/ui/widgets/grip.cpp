#include "app/ui/widgets/grip.h"

#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

/// Whether a button is held that went down over `area`, and not over a box in front of it.
bool pulled_by(ImGuiMouseButton button, const Rect& area) {
    bool& began_here =
        *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("grip") + static_cast<ImGuiID>(button), false);
    if (ImGui::IsMouseClicked(button)) {
        began_here = area.contains(ImGui::GetIO().MousePos) &&
                     ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows |
                                            ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    }
    return began_here && ImGui::IsMouseDown(button);
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

bool space_tapped() {
    bool& pulled = *ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("grip/space"), false);
    const auto space = compat::native(compat::Key::space);
    if (compat::pressed(compat::Key::space, false)) pulled = false;
    if (ImGui::IsKeyDown(space) && ImGui::IsAnyMouseDown()) pulled = true;
    return ImGui::IsKeyReleased(space) && !pulled;
}

}  // namespace patchlens::ui
