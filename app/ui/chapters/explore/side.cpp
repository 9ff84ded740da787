// The selected patch, its vector, the pinned patch beside it, and one output value taken apart.
#include "app/ui/chapters.h"
#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

Rect Inspection::title(const std::string& text) const {
    const Rect row = column.row(context.px(24));
    text_in(context, row, context.fonts.heading, context.palette.text, text);
    column.gap(context.px(4));
    return row;
}

namespace explore {

void draw_side(const Scene& scene) {
    Panel panel(scene);
    const InspectorLayout layout = arrange_inspector(
        scene.place.size(), scene.results.options.config.in_chans, scene.context.scale,
        scene.results.comparison != nullptr, scene.session.place<model::Explore>().dimension_open);
    const Inspection inspection{scene, panel.column, layout};
    patch_section(inspection);
    vector_section(inspection);
    comparison_section(inspection);
    dimension_section(inspection);
}

}  // namespace explore
}  // namespace patchlens::ui
