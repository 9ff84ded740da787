#include "app/ui/chapters/explore/scene.h"

#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/chapters/explore/shapes.h"
#include "app/ui/chapters/explore/toolbar.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void draw_explore(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& scene, model::Actions& actions) {
    const ShapeRows rows = shape_rows(context, results, scene.width() - context.px(32));
    const SceneLayout layout = arrange_scene(scene, context.scale, static_cast<int>(rows.size()));
    draw_toolbar(context, session, results, layout.toolbar, layout.picture, actions);
    draw_picture_view(context, session, results, layout.picture, actions);
    draw_caption(context, session, results, layout.caption, actions);
    draw_shapes(context, layout.shapes, rows);
}

}  // namespace patchlens::ui
