#include "app/ui/chapters/maps/parts.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui {
std::string patch_text(const Scene& scene, PatchPosition patch) {
    return scene.context.language("view.patch",
                                  {place_text(patch), grouped(scene.results.grid.token(patch))});
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

void explain_absence(Context& context, const Rect& place, const std::string& text) {
    const float width = std::min(place.width(), context.px(520));
    paragraph(context, {place.centre().x - width / 2, place.centre().y - context.px(40)}, width,
              context.fonts.body, context.palette.muted, text);
    context.probe.item("maps/absent", place.min, place.max);
}

}  // namespace patchlens::ui
