#include "app/ui/chapters/explore/navigation.h"

#include <cmath>

#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/camera.h"

namespace patchlens::ui {
namespace {

/// Whether a button pressed over the picture is dragging it, even if the mouse is outside now.
bool pulled_by(ImGuiMouseButton button, const Rect& area) {
    constexpr ImGuiHoveredFlags anywhere =
        ImGuiHoveredFlags_RootAndChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByActiveItem;
    return ImGui::IsMouseDown(button) && area.contains(ImGui::GetIO().MouseClickedPos[button]) &&
           ImGui::IsWindowHovered(anywhere);
}

}  // namespace

bool navigate(const Scene& scene, const Rect& area, const Press& picture) {
    const ImGuiIO& io = ImGui::GetIO();
    const Size image = scene.grid().image();
    const model::PictureView now = scene.session.place<model::Explore>().view;
    const auto show = [&](const model::PictureView& view) {
        if (view != now) scene.look<model::Explore>([&](auto& place) { place.view = view; });
    };
    const bool space = !io.WantTextInput && ImGui::IsKeyDown(compat::native(compat::Key::space));
    const bool left = picture.held && space;
    const bool pulling =
        left || pulled_by(ImGuiMouseButton_Right, area) || pulled_by(ImGuiMouseButton_Middle, area);
    if (pulling || (picture.hovered && space)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);

    if (picture.hovered && io.MouseWheel != 0) {
        show(zoomed(now, image, area, io.MousePos, std::pow(1.25, io.MouseWheel),
                    largest_pixel * scene.context.scale));
    } else if (pulling && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        show(panned(now, image, area, io.MouseDelta));
    } else {
        show(brought_back(now, image, area));
    }
    return left;
}

}  // namespace patchlens::ui
