#include "app/ui/chapters/explore/answer_bars.h"

#include <cmath>
#include <span>
#include <string>

#include "app/model/questions/numbers.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/vector_bars.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// What the grey bars are, at the right of the title.
void draw_before_legend(const Scene& scene, const Rect& title) {
    Context& context = scene.context;
    const bool changed = scene.results.selection.times != 1;
    const char* label = context.language(changed ? "inspector.ghost.unchanged" : "inspector.ghost.before");
    text_in(context, title, context.fonts.small, context.palette.muted, label, Align::right);
    const float side = context.px(10);
    const float x = title.max.x - std::ceil(text_width(context.fonts.small, label)) - context.px(6) - side;
    const Rect sample = rect_at({x, std::floor(title.centre().y - side / 2)}, side, side);
    draw_ghost_sample(context, sample);
    context.probe.item("answer/ghost", sample.min, title.max);
}

}  // namespace

bool answers_in_vector(const Context& context) {
    using namespace model::question;
    return context.question == activation || context.question == bias || context.question == range;
}

float answer_bars_height(const Context& context) {
    return context.px(176);
}

void draw_answer_bars(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Column column{place.min.x, place.min.y, place.width()};
    const Rect title = column.row(context.px(22));
    text_in(context, title, context.fonts.heading, context.palette.text,
            context.language("inspector.vector", {grouped(scene.dims())}));
    std::span<const float> ghost;
    if (context.ghost != nullptr) {
        draw_before_legend(scene, title);
        ghost = *context.ghost;
    }
    draw_vector_plot(context, scene.results, {{column.x, column.y}, place.max}, scene.actions, ghost,
                     "answer/vector");
}

}  // namespace patchlens::ui
