#include "app/ui/chapters.h"
#include "app/ui/chapters/explore/answer_bars.h"
#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/chapters/explore/shapes.h"
#include "app/ui/chapters/explore/toolbar.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::explore {

ImVec2 least_size(const Scene& scene) {
    const float bars = answers_in_vector(scene.context) ? 90.0F : 0.0F;
    return {scene.context.presenting ? 430.0F : 500.0F, 300 + bars};
}

void draw(const Scene& scene) {
    // A class is shown the picture as large as it can be; the shapes stand in every other chapter.
    const bool presenting = scene.context.presenting;
    const bool captioned =
        !presenting || scene.session.place<model::Explore>().overlay != model::Overlay::none;
    const bool bars = answers_in_vector(scene.context);
    const bool shapes = !presenting && !bars;
    const ShapeRows rows = shapes ? shape_rows(scene, scene.place.width() - scene.px(32)) : ShapeRows{};
    Rect place = scene.place;
    if (bars) place.max.y -= answer_bars_height(scene.context);
    const Size image = scene.grid().padded();
    const ImVec2 proportions{static_cast<float>(image.width), static_cast<float>(image.height)};
    const SceneLayout layout = presenting
                                   ? arrange_presented_scene(place, scene.context.scale, captioned,
                                                             proportions, standing_toolbar(scene))
                                   : arrange_scene(place, scene.context.scale, static_cast<int>(rows.size()));
    draw_toolbar(scene, layout.toolbar, layout.picture);
    draw_picture_view(scene, layout.picture);
    if (captioned) draw_caption(scene, layout.caption);
    if (shapes) draw_shapes(scene, layout.shapes, rows);
    if (bars) {
        draw_answer_bars(scene, {{place.min.x + scene.px(16), place.max.y},
                                 {place.max.x - scene.px(16), scene.place.max.y - scene.px(10)}});
    }
}

}  // namespace patchlens::ui::explore
