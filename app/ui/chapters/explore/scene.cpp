#include "app/ui/chapters.h"
#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/chapters/explore/shapes.h"
#include "app/ui/chapters/explore/toolbar.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::explore {

ImVec2 least_size(const Scene& scene) {
    return {scene.context.presenting ? 430.0F : 500.0F, 300};
}

void draw(const Scene& scene) {
    // A class is shown the picture as large as it can be; the shapes stand in every other chapter.
    const bool presenting = scene.context.presenting;
    const bool captioned =
        !presenting || scene.session.place<model::Explore>().overlay != model::Overlay::none;
    const ShapeRows rows = presenting ? ShapeRows{} : shape_rows(scene, scene.place.width() - scene.px(32));
    const Size image = scene.grid().padded();
    const ImVec2 proportions{static_cast<float>(image.width), static_cast<float>(image.height)};
    const SceneLayout layout =
        presenting ? arrange_presented_scene(scene.place, scene.context.scale, captioned, proportions,
                                             standing_toolbar(scene))
                   : arrange_scene(scene.place, scene.context.scale, static_cast<int>(rows.size()));
    draw_toolbar(scene, layout.toolbar, layout.picture);
    draw_picture_view(scene, layout.picture);
    if (captioned) draw_caption(scene, layout.caption);
    if (!presenting) draw_shapes(scene, layout.shapes, rows);
}

}  // namespace patchlens::ui::explore
