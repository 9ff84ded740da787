#include "app/ui/shell/empty_scene.h"

#include <string>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions) {
    Column column{scene.min.x + context.px(32), scene.centre().y - context.px(60),
                  scene.width() - context.px(64)};
    if (context.busy) {
        text_in(context, column.row(context.px(40)), context.fonts.title, context.palette.muted,
                context.language("picture.opening"), Align::centre);
        return;
    }
    text_in(context, column.row(context.px(40)), context.fonts.title, context.palette.text,
            context.language("empty.title"), Align::centre);
    text_in(context, column.row(context.px(28)), context.fonts.body, context.palette.muted,
            context.language("empty.text"), Align::centre);
    column.gap(context.px(12));
    const std::string label = context.language("picture.open");
    const float x = scene.centre().x - chip_width(context, label) / 2;
    if (chip(context, "scene/open", {x, column.y}, label).clicked) {
        actions.emplace_back(model::ShowDialog{model::Dialog::open});
    }
}

}  // namespace patchlens::ui
