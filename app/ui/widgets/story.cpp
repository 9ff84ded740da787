#include "app/ui/widgets/story.h"

#include <algorithm>
#include <cmath>

#include "app/ui/questions/question_text.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void scene_heading(Context& context, Column& column, std::string_view title, std::string_view sentence,
                   std::string_view longest) {
    // The rail says which chapter it is; an answer has its own words above. Height is scarce for both.
    if (context.presenting || context.question) return;
    text_in(context, column.row(context.px(30)), context.fonts.title, context.palette.text, title);
    column.gap(context.px(4));
    const float height = paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                                   context.palette.muted, sentence);
    column.gap(std::max(height, paragraph_height(context, context.fonts.body, longest, column.width)));
    column.gap(context.px(12));
}

void chapter_text(Context& context, Column& column, std::string_view title,
                  const std::vector<std::string>& sentences) {
    text_in(context, column.row(context.px(24)), context.fonts.heading, context.palette.text, title);
    column.gap(context.px(6));
    for (const std::string& sentence : sentences) {
        column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                             context.palette.text, sentence));
        column.gap(context.px(8));
    }
    column.gap(context.px(8));
}

void answered_question(Context& context, Column& column, int number, std::string_view answer) {
    const float top = column.y;
    const float bar = context.px(3);
    const float indent = context.px(12);
    const float width = column.width - indent;
    const float mark = context.px(22);
    column.gap(paragraph(context, {column.x + indent, column.y}, width - mark, context.fonts.body,
                         context.palette.text, question_text(context.language, number)));
    const std::string name = "question/" + std::to_string(number);
    const Rect asked{{column.x + indent, top}, {column.x + column.width, column.y}};
    const Press press = pressable(context, (name + "/show").c_str(), asked);
    if (press.hovered || press.held)
        outline(context, asked, context.palette.hovered, context.px(1), context.px(5));
    const float side = context.px(4);
    const ImVec2 middle{std::floor(asked.max.x - mark / 2),
                        std::floor(top + line_height(context.fonts.body) / 2)};
    arrow(context, {middle.x - side, middle.y + side}, {middle.x + side, middle.y - side},
          press.hovered ? context.palette.hovered : context.palette.muted);
    explain_on_hover(context, asked, context.language("questions.show_help"));
    if (press.clicked) context.asked_question = number;
    column.gap(context.px(3));
    column.gap(paragraph(context, {column.x + indent, column.y}, width, context.fonts.body,
                         context.palette.muted, answer));
    const Rect place{{column.x, top}, {column.x + column.width, column.y}};
    fill(context, {place.min, {place.min.x + bar, place.max.y}}, context.palette.border, bar / 2);
    context.probe.item(name, place.min, place.max);
    column.gap(context.px(12));
}

}  // namespace patchlens::ui
