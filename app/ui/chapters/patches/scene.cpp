
#include <algorithm>
#include <cmath>

#include "app/model/questions/numbers.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/patches/parts.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {

ImVec2 least_size(const Scene& scene) {
    const float height = scene.context.question ? 330.0F : scene.context.presenting ? 400.0F : 640.0F;
    return {592, height};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(14),
                  scene.place.width() - context.px(32)};
    scene_heading(context, column, context.language("patches.title"), context.language("patches.subtitle"));

    const float bottom = scene.place.max.y - context.px(14);
    // What answers a question has all the room.
    const Rect whole{{column.x, column.y}, {column.x + column.width, bottom}};
    const bool costs = scene.session.place<model::Patches>().costs;
    if (context.question == model::question::side_or_count) return patches::draw_side_or_count(scene, whole);
    if (context.question == model::question::smaller_patches && costs)
        return patches::draw_cost_curves(scene, whole);
    // To a class, the picture is worth more than the figures, which stand in the panel then.
    const bool with_figures = !context.presenting && context.question != model::question::order_of_tokens;
    const float figures =
        with_figures ? std::clamp(std::floor((bottom - column.y) * 0.32F), context.px(200), context.px(300))
                     : 0;
    const float line = context.px(34);
    const float caption = context.px(20);
    const float gap = context.px(8);
    const float token = context.px(patches::token_height);
    const float flight = bottom - column.y - figures - token - line - caption - (with_figures ? 4 : 2) * gap;
    if (costs && !with_figures) {
        patches::draw_cost_curves(scene, column.row(flight + gap + caption));
    } else {
        patches::draw_flight(scene, column.row(flight));
        column.gap(gap);
        text_in(context, column.row(caption), context.fonts.small, context.palette.muted,
                patches::flight_caption(scene), Align::centre);
    }
    patches::draw_transport(scene, column.row(line));
    column.gap(gap);
    const Rect tokens = column.row(token);
    patches::draw_token(scene, tokens);
    patches::offer_cost_curves(scene, tokens);
    if (!with_figures) return;
    column.gap(2 * gap);
    const Rect place = column.row(figures);
    if (costs) return patches::draw_cost_curves(scene, place);
    const float between = context.px(24);
    const float half = std::floor((place.width() - between) / 2);
    patches::draw_side_or_count(scene, {place.min, {place.min.x + half, place.max.y}});
    patches::draw_remainder(scene, {{place.max.x - half, place.min.y}, place.max});
}

}  // namespace patchlens::ui::patches
