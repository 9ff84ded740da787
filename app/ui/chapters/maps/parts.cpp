#include "app/ui/chapters/maps/parts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {
std::string patch_text(const Scene& scene, PatchPosition patch) {
    return scene.context.language("view.patch",
                                  {place_text(patch), grouped(scene.results.grid.token(patch))});
}

Rect Flow::next(float width) {
    keep_together(width);
    const Rect place = rect_at({x_, row_.min.y}, width, row_.height());
    x_ = place.max.x + context_.px(6);
    return place;
}

void Flow::keep_together(float width) {
    if (x_ == row_.min.x || x_ + width <= row_.max.x) return;
    column_.gap(context_.px(6));
    row_ = column_.row(row_.height());
    x_ = row_.min.x;
}

Press Flow::chip(const char* name, const std::string& label, bool selected) {
    return ui::chip(context_, name, next(chip_width(context_, label)).min, label, selected);
}

ViewParts parts_below(const Context& context, const Rect& place, float tools_bottom) {
    const float legend = std::min(place.width() * 0.46F, context.px(300));
    const Rect bottom{{place.min.x, place.max.y - two_line_legend(context)}, place.max};
    return {{{place.min.x, tools_bottom}, {place.max.x, bottom.min.y - context.px(8)}},
            {bottom.min, {bottom.max.x - legend - context.px(10), bottom.max.y}},
            {{bottom.max.x - legend, bottom.min.y}, bottom.max}};
}

void view_caption(Context& context, const Rect& place, const std::string& text) {
    ImFont* font = context.fonts.small;
    const float lines = std::ceil(text_width(font, text) / std::max(1.0F, place.width()));
    const float top = std::max(place.min.y, place.centre().y - lines * line_height(font) / 2);
    paragraph(context, {place.min.x, std::floor(top)}, place.width(), font, context.palette.muted, text);
}

bool changed_since(const char* name, int value) {
    int& before = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID(name), std::numeric_limits<int>::min());
    return std::exchange(before, value) != value;
}

void explain_absence(Context& context, const Rect& place, const std::string& text) {
    const float width = std::min(place.width(), context.px(520));
    paragraph(context, {place.centre().x - width / 2, place.centre().y - context.px(40)}, width,
              context.fonts.body, context.palette.muted, text);
    context.probe.item("maps/absent", place.min, place.max);
}

}  // namespace patchlens::ui
