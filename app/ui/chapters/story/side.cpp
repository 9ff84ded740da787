#include <string>

#include "app/ui/chapters.h"
#include "app/ui/chapters/story/beats.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

/// A button to the chapter that takes the beat apart.
void draw_lead(const Scene& scene, Column& column, int beat) {
    Context& context = scene.context;
    const model::Spot spot = spot_of(beat);
    const std::string label = lead_text(context.language, spot, "story.lead");
    const Rect row = column.row(context.px(30));
    if (chip(context, "story/lead", row.min, label).clicked) scene.actions.emplace_back(model::Lead{spot});
    column.gap(context.px(14));
}

}  // namespace

void draw_side(const Scene& scene) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const int beat = scene.session.place<model::Story>().beat;
    const World world = world_of(scene);
    Panel panel(scene);
    chapter_text(context, panel.column, std::to_string(beat + 1) + "  " + name_of_beat(scene, beat),
                 {explanation_of(scene, world, beat)});
    section(context, panel.column, language("story.see"));
    panel.column.y += paragraph(context, {panel.column.x, panel.column.y}, panel.column.width,
                                context.fonts.body, context.palette.text, sight_of(scene, world, beat));
    panel.column.gap(context.px(14));
    draw_lead(scene, panel.column, beat);
    const bool signed_colours = beat != 2 && beat != 3 && beat != 4;
    if (!signed_colours) return;
    const Legend legend = signed_legend(context, unitless_title(context, language("legend.values")),
                                        language("legend.lowest"), language("legend.highest"));
    const float height = legend_height(context, legend, panel.column.width);
    draw_legend(context, panel.column.row(height), legend);
}

}  // namespace patchlens::ui::story
