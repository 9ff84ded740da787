#include "app/ui/widgets/arrow.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui {

void arrow(const Context& context, ImVec2 from, ImVec2 to, ImU32 colour) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length < 1) return;
    const ImVec2 along{(to.x - from.x) / length, (to.y - from.y) / length};
    const float head = std::min(context.px(7), length);
    const float half = head / 2;
    const ImVec2 base{to.x - along.x * head, to.y - along.y * head};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddLine(from, base, colour, std::max(1.0F, context.px(1.5F)));
    draw.AddTriangleFilled(to, {base.x - along.y * half, base.y + along.x * half},
                           {base.x + along.y * half, base.y - along.x * half}, colour);
}

void arrow_head(ImVec2 centre, float size, float direction, ImU32 colour) {
    const float half = size / 2;
    ImGui::GetWindowDrawList()->AddTriangleFilled({centre.x - direction * half, centre.y - half},
                                                  {centre.x + direction * half, centre.y},
                                                  {centre.x - direction * half, centre.y + half}, colour);
}

}  // namespace patchlens::ui
