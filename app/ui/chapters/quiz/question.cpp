#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "app/model/quiz/progress.h"
#include "app/ui/chapters/quiz/parts.h"
#include "app/ui/chapters/quiz/shown.h"
#include "app/ui/compat.h"
#include "app/ui/quiz_texts.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::quiz {
namespace {

constexpr float answer_row = 38;
constexpr float between_answers = 6;
constexpr float before_answer = 40;  // its digit
constexpr float after_answer = 40;   // its mark
constexpr float typed_row = 38;
constexpr float foot_row = 30;

/// An answer to choose: what is written in its row.
struct Choosable {
    std::string text;
    ImFont* font;
    float height;  ///< of its text
};

Choosable choosable(const Context& context, const Shown& shown, std::size_t index, float width) {
    const model::QuizValue& value = shown.question.answers.at(index).value;
    const bool words = std::holds_alternative<model::QuizWord>(value);
    Choosable answer{quiz_value_text(context.language, value),
                     words ? context.fonts.body : context.fonts.mono, 0};
    answer.height =
        paragraph_height(context, answer.font, answer.text, width - context.px(before_answer + after_answer));
    return answer;
}

/// A row is higher where its text has several lines.
float row_height(const Context& context, const Choosable& answer) {
    return std::max(context.px(answer_row), answer.height + context.px(16));
}

float answers_height(const Context& context, const Shown& shown, float width) {
    if (shown.question.typed) return context.px(typed_row);
    float height = 0;
    for (std::size_t i = 0; i < shown.question.answers.size(); ++i)
        height += row_height(context, choosable(context, shown, i, width)) + context.px(between_answers);
    return height;
}

/// The questions of the round as dots, filled up to where one has come.
void draw_progress(const Scene& scene, const Rect& place, const Shown& shown) {
    Context& context = scene.context;
    const float unit = context.px(14);
    const float left = place.max.x - unit * static_cast<float>(model::quiz_length);
    const std::size_t come = shown.place.record(shown.place.round()).size();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < model::quiz_length; ++i) {
        const bool here = static_cast<int>(i) == shown.place.question;
        const ImVec2 centre{left + unit * (static_cast<float>(i) + 0.5F), place.centre().y};
        draw.AddCircleFilled(centre, context.px(here ? 5 : 3.5F),
                             i < come || here ? context.palette.accent : context.palette.track);
        if (here) draw.AddCircle(centre, context.px(7), context.palette.accent, 0, context.px(1.5F));
    }
    text_in(context, {place.min, {left - context.px(8), place.max.y}}, context.fonts.small,
            context.palette.muted, shown.head);
}

/// One answer to choose; once the question is answered, with a mark where it is right and where it was
/// chosen.
bool draw_answer(const Scene& scene, Column& column, const Shown& shown, std::size_t index) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const Choosable answer = choosable(context, shown, index, column.width);
    const Rect place = column.row(row_height(context, answer));
    const std::string name = "quiz/answer/" + std::to_string(index + 1);
    const bool right = !shown.open && index == shown.question.right;
    const bool chosen = !shown.open && shown.given.value == static_cast<std::int64_t>(index);
    const float rounding = context.px(7);
    Press press;
    if (shown.open) {
        press = pressable(context, name.c_str(), place, rounding);
    } else {
        context.probe.item(name, place.min, place.max);
    }
    if (press.hovered || right) fill(context, place, palette.raised, rounding);
    outline(context, place,
            right           ? palette.accent
            : chosen        ? palette.problem
            : press.hovered ? palette.hovered
                            : palette.edge,
            context.px(right || chosen ? 2 : 1), rounding);
    const float left = place.min.x + context.px(before_answer);
    text_in(context, {{place.min.x + context.px(14), place.min.y}, {left, place.max.y}}, context.fonts.mono,
            palette.muted, std::to_string(index + 1));
    paragraph(context, {left, std::floor(place.centre().y - answer.height / 2)},
              place.max.x - context.px(after_answer) - left, answer.font,
              shown.open || right || chosen ? palette.text : palette.muted, answer.text);
    const ImVec2 mark{place.max.x - context.px(22), place.centre().y};
    if (right) {
        draw_mark(context, mark, Mark::right);
    } else if (chosen) {
        draw_mark(context, mark, Mark::wrong);
    }
    return press.clicked;
}

/// Takes what was typed as the answer; where it is no number, what is expected is said.
void confirm(const Scene& scene, const std::string& typed) {
    model::Quiz::Place place = place_of(scene);
    place.typed = typed;
    if (const auto number = model::typed_number(typed))
        place = answered(std::move(place), {.value = *number});
    set(scene, place);
}

/// The number that was given, and whether it is right.
void draw_given(Context& context, const Rect& box, const Shown& shown) {
    const bool right = shown.right();
    fill(context, box, context.palette.field, context.px(5));
    outline(context, box, right ? context.palette.accent : context.palette.problem, context.px(2),
            context.px(5));
    text_in(context, box.inset(context.px(8)), context.fonts.mono, context.palette.text,
            quiz_value_text(context.language, shown.given.value), Align::right);
    draw_mark(context, {box.max.x + context.px(20), box.centre().y}, right ? Mark::right : Mark::wrong);
    context.probe.item("quiz/number", box.min, box.max);
}

void draw_typed(const Scene& scene, const Rect& place, const Shown& shown) {
    Context& context = scene.context;
    const Rect box = rect_at(place.min, std::min(place.width() * 0.5F, context.px(260)), place.height());
    // A question that comes up can be answered by typing at once.
    const int question = shown.place.question + 100 * static_cast<int>(shown.place.stage);
    const bool fresh = changed_since("quiz/asked", shown.open ? question : -1);
    if (!shown.open) return draw_given(context, box, shown);
    const bool free = context.has_keys && context.focus.current().empty() && context.editing.field == 0 &&
                      !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0);
    if (fresh && free) compat::focus_next();
    const bool enter = context.has_keys && compat::pressed(compat::Key::enter, false);
    const auto typed = entry(context, "quiz/number", box, shown.place.typed);
    const float top = box.centre().y - context.px(15);
    const bool checked =
        chip(context, "quiz/check", {box.max.x + context.px(10), top}, context.language("quiz.check"), true)
            .clicked;
    const std::string& kept = typed ? *typed : shown.place.typed;
    const bool by_key = enter && (typed || context.focus.current().empty());
    if ((checked || by_key) && !kept.empty()) {
        confirm(scene, kept);
    } else if (typed) {
        scene.look<model::Quiz>([&](model::Quiz::Place& now) { now.typed = kept; });
    }
}

void draw_foot(const Scene& scene, const Rect& row, const Shown& shown) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    if (shown.place.question > 0 && chip(context, "quiz/back", row.min, language("quiz.back")).clicked)
        set(scene, gone_back(shown.place));
    const bool last = shown.place.question + 1 == static_cast<int>(model::quiz_length);
    const std::string next = language(shown.open ? "quiz.skip" : last ? "quiz.finish" : "quiz.next");
    const float next_left = row.max.x - chip_width(context, next);
    const char* name = shown.open ? "quiz/skip" : "quiz/next";
    if (chip(context, name, {next_left, row.min.y}, next, !shown.open).clicked)
        set(scene, gone_on(shown.place));
    if (shown.open) return;
    const std::string show = language("quiz.show");
    const float left = next_left - context.px(10) - chip_width(context, show);
    if (chip(context, "quiz/show", {left, row.min.y}, show).clicked) show_answer(scene, shown.question);
}

}  // namespace

float question_height(const Scene& scene, float width) {
    Context& context = scene.context;
    const Shown shown = shown_now(scene);
    const auto height = [&](const ImFont* font, const std::string& text) {
        return paragraph_height(context, font, text, width);
    };
    const float elsewhere =
        shown.elsewhere.empty() ? 0 : context.px(4) + height(context.fonts.small, shown.elsewhere);
    const float reason = shown.reason.empty() ? 0 : context.px(4) + height(context.fonts.body, shown.reason);
    return context.px(22 + 10) +
           height(context.fonts.mono, settings_in_lines(context.fonts.mono, shown.settings, width)) +
           elsewhere + context.px(12) + height(context.fonts.heading, shown.asked) + context.px(14) +
           answers_height(context, shown, width) + context.px(12) + height(context.fonts.body, shown.said) +
           reason + context.px(16 + foot_row);
}

void draw_question(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Shown shown = shown_now(scene);
    const float spare = place.height() - question_height(scene, place.width());
    Column column{place.min.x, place.min.y + std::floor(std::clamp(spare / 4, 0.0F, context.px(60))),
                  place.width()};
    const auto write = [&](const char* name, ImFont* font, ImU32 colour, const std::string& text) {
        const float top = column.y;
        column.gap(paragraph(context, {column.x, column.y}, column.width, font, colour, text));
        context.probe.item(name, {column.x, top}, {column.x + column.width, column.y});
    };
    draw_progress(scene, column.row(context.px(22)), shown);
    column.gap(context.px(10));
    write("quiz/settings", context.fonts.mono, context.palette.muted,
          settings_in_lines(context.fonts.mono, shown.settings, column.width));
    if (!shown.elsewhere.empty()) {
        column.gap(context.px(4));
        write("quiz/elsewhere", context.fonts.small, context.palette.text, shown.elsewhere);
    }
    column.gap(context.px(12));
    write("quiz/question", context.fonts.heading, context.palette.text, shown.asked);
    column.gap(context.px(14));
    if (shown.question.typed) {
        draw_typed(scene, column.row(context.px(typed_row)), shown);
    } else {
        for (std::size_t i = 0; i < shown.question.answers.size(); ++i) {
            if (draw_answer(scene, column, shown, i))
                set(scene, answered(shown.place, {.value = static_cast<std::int64_t>(i)}));
            column.gap(context.px(between_answers));
        }
    }
    column.gap(context.px(12));
    const bool problem = shown.open ? shown.misread : !shown.right();
    write("quiz/feedback", context.fonts.body, problem ? context.palette.problem : context.palette.text,
          shown.said);
    if (!shown.reason.empty()) {
        column.gap(context.px(4));
        write("quiz/reason", context.fonts.body, context.palette.text, shown.reason);
    }
    column.gap(context.px(16));
    draw_foot(scene, column.row(context.px(foot_row)), shown);
}

}  // namespace patchlens::ui::quiz
