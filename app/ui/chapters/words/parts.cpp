#include "app/ui/chapters/words/parts.h"

#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {

double View::row() const {
    if (session.place<model::Words>().row >= 0) return session.place<model::Words>().row;
    const WordToken* token = lookup.token();
    return token != nullptr ? token->index : 0;
}

void View::select(int word) const {
    choose([&](model::Words::Choice& choice) { choice.word = word; });
    look([&](model::Words::Place& place) { place.row = session.reduced_motion ? -1 : row(); });
}

Rect caption(const View& view, Column& column, const std::string& text) {
    const Rect place = column.row(view.context.px(20));
    text_in(view.context, {place.min, {place.max.x, place.max.y - view.context.px(3)}},
            view.context.fonts.small, view.context.palette.muted, text);
    return place;
}

void connect(const View& view, ImVec2 from, float lane, ImVec2 to) {
    const float turn = from.y + view.context.px(6);
    const float line = std::max(1.0F, view.context.px(2));
    const ImVec2 points[] = {from, {from.x, turn}, {lane, turn}, {lane, to.y}};
    compat::add_polyline(*ImGui::GetWindowDrawList(), points, view.context.palette.accent, line);
    arrow(view.context, {lane, to.y}, to, view.context.palette.accent);
}

}  // namespace patchlens::ui::words
