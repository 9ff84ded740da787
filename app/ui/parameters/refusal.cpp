#include "app/ui/parameters/refusal.h"

#include <algorithm>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// A small cross that can be pressed.
bool dismiss_button(Context& context, const std::string& name, const Rect& place) {
    const Press press = pressable(context, name.c_str(), place);
    const ImVec2 centre{std::floor(place.centre().x), std::floor(place.centre().y)};
    const float half = context.px(4);
    const ImU32 colour = press.hovered ? context.palette.text : context.palette.muted;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float thickness = context.px(1.5F);
    draw.AddLine({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half}, colour, thickness);
    draw.AddLine({centre.x - half, centre.y + half}, {centre.x + half, centre.y - half}, colour, thickness);
    explain_on_hover(context, place, context.language("params.dismiss"));
    return press.clicked;
}

}  // namespace

bool draw_refusal(Context& context, Column& column, const Refusal& refusal, model::Actions& actions) {
    column.gap(context.px(4));
    const float top = column.y;
    const float indent = context.px(12);
    const float cross = context.px(18);
    const bool dismissed = dismiss_button(context, refusal.control + "/dismiss",
                                          rect_at({column.x + column.width - cross, column.y}, cross, cross));
    std::string sentence = context.language.sentence(refusal.error);
    if (refusal.file_is_why) sentence += context.language("params.file_is_why");
    const float height =
        paragraph(context, {column.x + indent, column.y}, column.width - indent - cross - context.px(4),
                  context.fonts.small, context.palette.text, sentence);
    column.gap(std::max(height, cross));
    bool repaired = false;
    for (const Repair& repair : refusal.repairs) {
        column.gap(context.px(5));
        const Press press =
            chip(context, (refusal.control + "/" + repair.name).c_str(), {column.x + indent, column.y},
                 context.language("params.use", {repair.value}));
        column.gap(press.place.height());
        if (!press.clicked) continue;
        actions.insert(actions.end(), repair.actions.begin(), repair.actions.end());
        repaired = true;
    }
    const Rect all{{column.x, top}, {column.x + column.width, column.y}};
    fill(context, {all.min, {all.min.x + context.px(3), all.max.y}}, context.palette.problem, context.px(1));
    context.probe.item(refusal.control + "/why", all.min, all.max);
    column.gap(context.px(8));
    return dismissed || repaired;
}

}  // namespace patchlens::ui
