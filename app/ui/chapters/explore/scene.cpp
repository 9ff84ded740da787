#include "app/ui/chapters.h"
#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/chapters/explore/shapes.h"
#include "app/ui/chapters/explore/toolbar.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::explore {

ImVec2 least_size(const Scene&) {
    return {500, 300};
}

void draw(const Scene& scene) {
    const ShapeRows rows = shape_rows(scene, scene.place.width() - scene.px(32));
    const SceneLayout layout = arrange_scene(scene.place, scene.context.scale, static_cast<int>(rows.size()));
    draw_toolbar(scene, layout.toolbar, layout.picture);
    draw_picture_view(scene, layout.picture);
    draw_caption(scene, layout.caption);
    draw_shapes(scene, layout.shapes, rows);
}

}  // namespace patchlens::ui::explore
