#include "app/ui/shell/empty_scene.h"

#include <string>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

const char* empty_scene_text(bool busy, bool open) {
    if (!busy) return "empty.title";
    return open ? "picture.computing" : "picture.opening";
}

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions) {
    Column column{scene.min.x + context.px(32), scene.centre().y - context.px(60),
                  scene.width() - context.px(64)};
    text_in(context, column.row(context.px(40)), context.fonts.title,
            context.busy ? context.palette.muted : context.palette.text,
            context.language(empty_scene_text(context.busy, context.loaded.picture != nullptr)),
            Align::centre);
    if (context.busy) return;
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
