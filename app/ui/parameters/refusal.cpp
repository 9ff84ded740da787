#include "app/ui/parameters/refusal.h"

#include <algorithm>

#include "app/ui/compat.h"
#include "app/ui/drawing/notices.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float indent = 26;  ///< for the sign
constexpr float cross_side = 18;
constexpr float above_refusal = 4;
constexpr float below_refusal = 8;
constexpr float before_repair = 5;
constexpr float repair_height = 30;
constexpr float box_width = 340;

constexpr ImGuiWindowFlags over_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                        ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoMove;

std::string sentence_of(const Context& context, const Refusal& refusal) {
    std::string sentence = context.language.shown(refusal.error);
    if (refusal.file_is_why) sentence += context.language("params.file_is_why");
    return notice_text(context.language, Notice::error, sentence);
}

float sentence_width(const Context& context, float width) {
    return width - context.px(indent) - context.px(cross_side) - context.px(4);
}

float height_of(const Context& context, const Refusal& refusal, float width) {
    const float sentence = paragraph_height(context, context.fonts.small, sentence_of(context, refusal),
                                            sentence_width(context, width));
    const auto repairs = static_cast<float>(refusal.repairs.size());
    return context.px(above_refusal) + std::max(sentence, context.px(cross_side)) +
           repairs * (context.px(before_repair) + context.px(repair_height)) + context.px(below_refusal);
}

/// True once it is dismissed or repaired.
bool draw_refusal(Context& context, Column& column, const Refusal& refusal, model::Actions& actions) {
    column.gap(context.px(above_refusal));
    const float top = column.y;
    const float side = context.px(cross_side);
    const Press dismiss = cross(context, (refusal.control + "/dismiss").c_str(),
                                rect_at({column.x + column.width - side, column.y}, side, side),
                                context.language("params.dismiss"));
    const float height =
        paragraph(context, {column.x + context.px(indent), column.y}, sentence_width(context, column.width),
                  context.fonts.small, context.palette.text, sentence_of(context, refusal));
    column.gap(std::max(height, side));
    bool repaired = false;
    for (const Repair& repair : refusal.repairs) {
        column.gap(context.px(before_repair));
        const Press press =
            chip(context, (refusal.control + "/" + repair.name).c_str(),
                 {column.x + context.px(indent), column.y}, context.language("params.use", {repair.value}));
        column.gap(press.place.height());
        if (!press.clicked) continue;
        actions.insert(actions.end(), repair.actions.begin(), repair.actions.end());
        repaired = true;
    }
    const Rect all{{column.x, top}, {column.x + column.width, column.y}};
    draw_notice(context, {all.min.x + context.px(9), top + context.px(9)}, context.px(8), Notice::error);
    context.probe.item(refusal.control + "/why", all.min, all.max);
    column.gap(context.px(below_refusal));
    return dismiss.clicked || repaired;
}

}  // namespace

bool refusal_over(Context& context, const Rect& row, const Refusal& refusal, model::Actions& actions,
                  const RefusalExtras& extras) {
    const float pad = context.px(8);
    const ImVec2 corner = ImGui::GetWindowPos();
    const Rect panel{corner, {corner.x + ImGui::GetWindowWidth(), corner.y + ImGui::GetWindowHeight()}};
    const float tip = context.px(8);
    const float wide = context.px(box_width);
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const bool beside = panel.max.x + tip + wide + pad <= screen.x;
    const float width = (beside ? wide : row.width() + 2 * pad) - 2 * pad;
    const float height = height_of(context, refusal, width) + extras.height + pad;
    Rect box = rect_at({panel.max.x + tip, row.min.y}, width + 2 * pad, height);
    if (!beside) {
        const float below_row = row.max.y + height > panel.max.y ? row.min.y - height : row.max.y;
        box = rect_at({row.min.x - pad, below_row}, box.width(), height);
    }
    const float top = std::floor(std::clamp(box.min.y, 0.0F, std::max(0.0F, screen.y - height)));
    box = rect_at({std::floor(box.min.x), top}, box.width(), height);

    ImGui::SetNextWindowPos({box.min.x - tip, box.min.y});
    ImGui::SetNextWindowSize({box.width() + tip, box.height()});
    ImGui::Begin("refusal", nullptr, over_flags);
    fill(context, box, context.palette.raised, context.px(6));
    outline(context, box, context.palette.problem, context.px(1.5F), context.px(6));
    if (beside) {
        const float y = std::clamp(std::floor(row.centre().y), box.min.y + 2 * tip,
                                   std::max(box.min.y + 2 * tip, box.max.y - 2 * tip));
        ImGui::GetWindowDrawList()->AddTriangleFilled({box.min.x - tip, y}, {box.min.x + 1, y + tip},
                                                      {box.min.x + 1, y - tip}, context.palette.problem);
    }
    Column column{box.min.x + pad, box.min.y + pad / 2, width};
    const bool appearing = ImGui::IsWindowAppearing();
    const bool done = draw_refusal(context, column, refusal, actions);
    if (extras.draw) extras.draw(column);
    ImGui::End();
    if (appearing) return done;  // the press that ended the typing does not count as a press outside
    const bool outside = !box.contains(ImGui::GetIO().MousePos) && !extras.draw;
    return done || (outside && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) ||
           compat::pressed(compat::Key::escape, false);
}

}  // namespace patchlens::ui
