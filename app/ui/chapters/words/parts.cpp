#include "app/ui/chapters/words/parts.h"

#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {

double shown_row(const Scene& scene) {
    const double row = scene.session.place<model::Words>().row;
    if (row >= 0) return row;
    const WordToken* token = lookup_of(scene).token();
    return token != nullptr ? token->index : 0;
}

void look_up_word(const Scene& scene, int word) {
    scene.choose<model::Words>([&](auto& choice) { choice.word = word; });
    scene.look<model::Words>(
        [&](auto& place) { place.row = scene.session.reduced_motion ? -1 : shown_row(scene); });
}

Rect caption(const Scene& scene, Column& column, const std::string& text, model::Term meaning) {
    const Rect place = column.row(scene.context.px(20));
    term_in(scene.context, {place.min, {place.max.x, place.max.y - scene.context.px(3)}},
            scene.context.fonts.small, scene.context.palette.muted, text, meaning);
    return place;
}

void connect(const Scene& scene, ImVec2 from, float lane, ImVec2 to) {
    const float turn = from.y + scene.context.px(6);
    const float line = std::max(1.0F, scene.context.px(2));
    const ImVec2 points[] = {from, {from.x, turn}, {lane, turn}, {lane, to.y}};
    compat::add_polyline(*ImGui::GetWindowDrawList(), points, scene.context.palette.accent, line);
    arrow(scene.context, {lane, to.y}, to, scene.context.palette.accent);
}

}  // namespace patchlens::ui::words
