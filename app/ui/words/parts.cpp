#include "app/ui/words/parts.h"

#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets.h"

namespace patchlens::ui::words {

double View::row() const {
    if (session.words.row >= 0) return session.words.row;
    const WordToken* token = lookup.token();
    return token != nullptr ? token->index : 0;
}

void View::select(int word) const {
    model::WordsChoice choice = session.words;
    choice.word = word;
    choice.row = session.reduced_motion ? -1 : row();
    actions.emplace_back(model::SetWords{choice});
}

Rect caption(const View& view, Column& column, const std::string& text) {
    const Rect place = column.row(view.context.px(20));
    text_in(view.context, {place.min, {place.max.x, place.max.y - view.context.px(3)}},
            view.context.fonts.small, view.context.palette.muted, text);
    return place;
}

void arrow(const View& view, ImVec2 from, ImVec2 to, ImU32 colour) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float line = std::max(1.0F, view.context.px(2));
    const float head = view.context.px(5);
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length < 1) return;
    const ImVec2 along{(to.x - from.x) / length, (to.y - from.y) / length};
    const ImVec2 base{to.x - along.x * head, to.y - along.y * head};
    draw.AddLine(from, base, colour, line);
    draw.AddTriangleFilled(to, {base.x - along.y * head, base.y + along.x * head},
                           {base.x + along.y * head, base.y - along.x * head}, colour);
}

void connect(const View& view, ImVec2 from, float lane, ImVec2 to) {
    const float turn = from.y + view.context.px(6);
    const float line = std::max(1.0F, view.context.px(2));
    const ImVec2 points[] = {from, {from.x, turn}, {lane, turn}, {lane, to.y}};
    compat::add_polyline(*ImGui::GetWindowDrawList(), points, view.context.palette.accent, line);
    arrow(view, {lane, to.y}, to, view.context.palette.accent);
}

}  // namespace patchlens::ui::words
