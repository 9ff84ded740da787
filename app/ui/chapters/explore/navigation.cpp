#include "app/ui/chapters/explore/navigation.h"

#include <cmath>

#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/widgets/grip.h"

namespace patchlens::ui {

Camera picture_camera(const Scene& scene, const Rect& area) {
    Camera camera = camera_of(scene.session.place<model::Explore>().view, scene.grid().padded(), area);
    camera.left += scene.grid().padding().width * camera.zoom;
    camera.top += scene.grid().padding().height * camera.zoom;
    return camera;
}

bool navigate(const Scene& scene, const Rect& area, const Press& picture) {
    const ImGuiIO& io = ImGui::GetIO();
    const Size image = scene.grid().padded();
    const model::PictureView now = scene.session.place<model::Explore>().view;
    const auto show = [&](const model::PictureView& view) {
        if (view != now) scene.look<model::Explore>([&](auto& place) { place.view = view; });
    };
    const Grip hand = grip(area, picture);
    if (picture.hovered && io.MouseWheel != 0) {
        show(zoomed(now, image, area, io.MousePos, std::pow(1.25, io.MouseWheel),
                    largest_pixel * scene.context.scale));
    } else if (hand.pulling && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        show(panned(now, image, area, io.MouseDelta));
    } else {
        show(brought_back(now, image, area));
    }
    return hand.left;
}

}  // namespace patchlens::ui
