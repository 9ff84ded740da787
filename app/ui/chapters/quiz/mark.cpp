#include "app/ui/chapters/quiz/parts.h"

namespace patchlens::ui::quiz {

void draw_mark(const Context& context, ImVec2 centre, Mark mark) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float unit = context.px(5);
    const auto line = [&](ImVec2 from, ImVec2 to, ImU32 colour) {
        draw.AddLine({centre.x + from.x * unit, centre.y + from.y * unit},
                     {centre.x + to.x * unit, centre.y + to.y * unit}, colour, context.px(2));
    };
    const Palette& palette = context.palette;
    switch (mark) {
        case Mark::right:
            line({-1, 0}, {-0.3F, 0.8F}, palette.accent);
            line({-0.3F, 0.8F}, {1, -0.8F}, palette.accent);
            break;
        case Mark::wrong:
            line({-0.8F, -0.8F}, {0.8F, 0.8F}, palette.problem);
            line({-0.8F, 0.8F}, {0.8F, -0.8F}, palette.problem);
            break;
        case Mark::skipped:
            line({-0.7F, 0}, {0.7F, 0}, palette.muted);
            break;
    }
}

}  // namespace patchlens::ui::quiz
