#include "app/ui/parameters/parameters.h"

#include <algorithm>

#include "app/ui/parameters/sections.h"
#include "app/ui/widgets/panel.h"

namespace patchlens::ui {
namespace {

constexpr float lowest_with_foot = 560;  ///< a lower panel scrolls as a whole

}  // namespace

void draw_parameters(Context& context, const model::Session& session, const model::Results* results,
                     std::span<const model::Preset> presets, ParametersMemory& memory, const Rect& place,
                     model::Actions& actions) {
    const bool tight = place.height() < context.px(960);
    const float wanted = costs_section_height(context, tight);
    if (place.height() < context.px(lowest_with_foot)) {
        Panel panel(context, "parameters", place);
        Controls controls(context, session, results, memory, panel.column, tight, actions);
        learned_row(controls);
        picture_section(controls);
        module_section(controls, presets);
        weights_section(controls);
        panel.column.gap(context.px(10));
        costs_section(controls);
        return picture_notes(controls);
    }
    const float split = place.max.y - std::min(wanted, std::floor(place.height() / 2));
    {
        Panel panel(context, "parameters", {place.min, {place.max.x, split}});
        Controls controls(context, session, results, memory, panel.column, tight, actions);
        learned_row(controls);
        picture_section(controls);
        module_section(controls, presets);
        weights_section(controls);
        picture_notes(controls);
    }
    Panel foot(context, "costs", {{place.min.x, split}, place.max});
    fill(context, {{place.min.x, split}, {place.max.x, split + context.px(1)}}, context.palette.border);
    Controls controls(context, session, results, memory, foot.column, tight, actions);
    costs_section(controls);
}

}  // namespace patchlens::ui
