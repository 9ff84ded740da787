#include <array>

#include "app/model/questions/numbers.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/weights/parts.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui::weights {
namespace {

struct ViewChip {
    model::WeightsView view;
    const char* chip;  ///< name for the probe
    const char* name;  ///< language key
    model::Term meaning;
};

constexpr std::array view_chips{
    ViewChip{model::WeightsView::filters, "weights/view/filters", "maps.view.filters", model::Term::kernel},
    ViewChip{model::WeightsView::components, "weights/view/components", "lab.view.components",
             model::Term::principal_component},
    ViewChip{model::WeightsView::paint, "weights/view/paint", "lab.view.paint", model::Term::weight},
};

}  // namespace

ImVec2 least_size(const Scene& scene) {
    // Where sources and buttons take more rows, the wall would have no room in a low presentation.
    return {scene.context.presenting ? 660.0F : 560.0F, scene.context.question ? 300.0F : 420.0F};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(12),
                  scene.place.width() - context.px(32)};
    const float bottom = scene.place.max.y - context.px(10);
    if (context.question == model::question::learned_or_random)
        return draw_random_and_learned(scene, {{column.x, column.y}, {column.x + column.width, bottom}});
    if (!context.question) {  // what the filters of an answer are is said above
        draw_sources(scene, column);
        column.gap(context.px(6));
        {
            Flow flow(context, column);
            draw_run(scene, flow);
        }
        column.gap(context.px(8));
    }
    Flow flow(context, column);
    for (const ViewChip& entry : view_chips) {
        const bool current = entry.view == scene.session.place<model::Weights>().view;
        const Press press = flow.chip(entry.chip, context.language(entry.name), current);
        means(context, press.place, entry.meaning);
        if (press.clicked) scene.look<model::Weights>([&](auto& place) { place.view = entry.view; });
    }
    const Rect place{{column.x, column.y}, {column.x + column.width, bottom}};
    if (scene.session.place<model::Weights>().view == model::WeightsView::paint) {
        draw_paint(scene, flow, place);
    } else {
        draw_wall(scene, flow, place);
    }
}

}  // namespace patchlens::ui::weights
