#include "app/ui/shell/questions_box.h"

#include <cmath>
#include <string>

#include "app/model/questions/questions.h"
#include "app/ui/compat.h"
#include "app/ui/questions/question_text.h"
#include "app/ui/shell/box.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float question_row = 36;
constexpr float question_number_width = 34;

void draw_question(Context& context, const Rect& row, int number, model::Actions& actions) {
    const std::string name = "questions/" + std::to_string(number);
    const Rect inside = row.inset(1);
    const Press press = pressable(context, name.c_str(), inside);
    if (press.hovered || press.held) fill(context, inside, context.palette.raised, context.px(6));
    const float split = inside.min.x + context.px(question_number_width);
    text_in(context, {inside.min, {split - context.px(8), inside.max.y}}, context.fonts.mono_small,
            context.palette.muted, std::to_string(number), Align::right);
    text_in(context, {{split, inside.min.y}, inside.max}, context.fonts.body, context.palette.text,
            question_text(context.language, number));
    if (press.clicked) actions.emplace_back(model::ShowAnswer{number});
}

}  // namespace

void draw_questions_box(Context& context, model::Actions& actions) {
    constexpr int half = (model::question_count + 1) / 2;
    Box box(context, "dialog/questions", 980, 20 + 38 + 34 + question_row * half + 40);
    box_heading(context, box.column, context.language("questions.title"), actions);
    box.column.gap(paragraph(context, {box.column.x, box.column.y}, box.column.width, context.fonts.body,
                             context.palette.muted, context.language("questions.subtitle")));
    const float edge = context.px(8);
    Panel panel(context, "questions",
                {{box.place.min.x + edge, box.column.y}, {box.place.max.x - edge, box.place.max.y - edge}});
    Column& column = panel.column;
    const bool two = column.width >= context.px(700);
    const float gap = context.px(16);
    const float width = two ? std::floor((column.width - gap) / 2) : column.width;
    Column left{column.x, column.y, width};
    Column right{column.x + width + gap, column.y, width};
    for (int number = 1; number <= model::question_count; ++number)
        draw_question(context, (two && number > half ? right : left).row(context.px(question_row)), number,
                      actions);
    column.y = left.y;
    if (compat::pressed(compat::Key::down)) context.focus.move(1);
    if (compat::pressed(compat::Key::up)) context.focus.move(-1);
}

}  // namespace patchlens::ui
