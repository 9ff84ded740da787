#include "app/ui/widgets/flow.h"

#include <limits>
#include <utility>

namespace patchlens::ui {

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

bool changed_since(const char* name, int value) {
    int& before = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID(name), std::numeric_limits<int>::min());
    return std::exchange(before, value) != value;
}

}  // namespace patchlens::ui
