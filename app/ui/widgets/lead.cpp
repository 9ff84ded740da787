#include "app/ui/widgets/lead.h"

#include <cmath>

#include "app/ui/spot_text.h"
#include "app/ui/widgets/arrow.h"

namespace patchlens::ui {
namespace {

Press leading(const Scene& scene, const char* name, const Rect& place, const model::Lead& to,
              const char* says) {
    Context& context = scene.context;
    const Press press = pressable(context, name, place);
    explain_on_hover(context, place, lead_text(context.language, to.to, says));
    if (press.clicked) scene.actions.emplace_back(to);
    return press;
}

}  // namespace

model::Lead lead_to_sum(const model::Results& results) {
    return {model::ProjectionView::planes, results.selection.patch, results.selection.dim};
}

model::Lead lead_to_product(const model::Results& results, int channel, PixelPosition pixel) {
    const Size patch = results.grid.patch();
    model::Lead lead = lead_to_sum(results);
    lead.product = (channel * patch.height + pixel.y) * patch.width + pixel.x;
    return lead;
}

std::string lead_text(const model::Language& language, const model::Spot& spot, const char* says) {
    return language(says, {spot_text(language, spot)});
}

void lead_on_double_click(const Scene& scene, const model::Lead& to) {
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) scene.actions.emplace_back(to);
}

void lead_mark(const Context& context, ImVec2 centre, bool hovered) {
    const float half = context.px(4);
    const ImVec2 middle{std::floor(centre.x), std::floor(centre.y)};
    arrow(context, {middle.x - half, middle.y + half}, {middle.x + half, middle.y - half},
          hovered ? context.palette.hovered : context.palette.muted);
}

float lead_width(const Context& context) {
    return context.px(22);
}

void lead_button(const Scene& scene, const char* name, const Rect& place, const model::Lead& to) {
    const Press press = leading(scene, name, place, to, "lead.to");
    if (press.hovered || press.held) fill(scene.context, place, scene.context.palette.raised, scene.px(5));
    lead_mark(scene.context, place.centre(), press.hovered);
}

Press lead_over(const Scene& scene, const char* name, const Rect& place, std::optional<ImVec2> mark,
                const model::Lead& to, const char* says) {
    const Press press = leading(scene, name, place, to, says);
    if (press.hovered) outline(scene.context, place, scene.context.palette.hovered, scene.px(1), scene.px(5));
    if (mark) lead_mark(scene.context, *mark, press.hovered);
    return press;
}

}  // namespace patchlens::ui
