#include "app/ui/questions/answer_banner.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/questions/questions.h"
#include "app/ui/questions/answers.h"
#include "app/ui/questions/question_text.h"
#include "app/ui/quiz_texts.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float banner_padding = 12;
constexpr float banner_row = 30;
constexpr float banner_gap = 6;

/// The buttons, from the right: back, stay, and the questions before and after.
class BannerButtons {
public:
    BannerButtons(const Scene& scene, const Rect& row) : scene_(scene), row_(row), right_(row.max.x) {}

    bool press(const char* name, const char* label, const char* help, bool accent = false) {
        Context& context = scene_.context;
        const float width = chip_width(context, label);
        right_ -= width;
        const Press press = chip(context, name, {right_, row_.min.y}, label, accent);
        explain_on_hover(context, press.place, context.language(help));
        right_ -= context.px(banner_gap);
        return press.clicked;
    }
    float left() const { return right_; }

private:
    const Scene& scene_;
    Rect row_;
    float right_;
};

float buttons_width(const Context& context) {
    float width = 4 * context.px(banner_gap);
    for (const char* label :
         {context.language("questions.back"), context.language("questions.stay"), "›", "‹"})
        width += chip_width(context, label);
    return width;
}

/// The question that the quiz asked before the visit.
model::QuizQuestion quiz_question(const model::Visit& visit) {
    const model::Quiz::Place& place = visit.before.place<model::Quiz>();
    return place.questions(place.round()).at(static_cast<std::size_t>(place.question));
}
std::string quiz_answer(const model::Language& language, const model::Visit& visit) {
    const model::QuizQuestion question = quiz_question(visit);
    return quiz_text(language, question) + " " + quiz_reason(language, question);
}

/// The answer, and that it is one for the defaults where those are not what was there before.
std::string told(const Scene& scene, const model::Visit& visit) {
    const model::Language& language = scene.context.language;
    if (visit.question == model::question_of_the_quiz) return quiz_answer(language, visit);
    const std::string answer = answer_text(scene, visit);
    const bool others = visit.question != model::question_of_the_range &&
                        visit.before.module != model::ModuleOptions{} &&
                        scene.session.module == visit.shown.module;
    return others ? language("questions.with_defaults", {answer}) : answer;
}

}  // namespace

float draw_answer(const Scene& scene, const model::Visit& visit) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const float padding = context.px(banner_padding);
    const float width = scene.place.width() - 2 * padding - context.px(4);
    const bool of_quiz = visit.question == model::question_of_the_quiz;
    const bool here = context.question.has_value();  // elsewhere a line is enough to lead back
    const std::string answer = here ? told(scene, visit) : std::string();
    const float words =
        here ? context.px(4) + paragraph_height(context, context.fonts.body, answer, width) : 0;
    const std::string question =
        of_quiz ? quiz_name(language, quiz_question(visit).kind) : question_text(language, visit.question);
    const float asked_width = std::ceil(text_width(context.fonts.heading, question)) + 1;
    const int number = visit.question;
    const int count = model::question_count;
    const std::string counted =
        of_quiz ? std::string() : std::to_string(number) + " / " + std::to_string(count);
    const float count_width =
        of_quiz ? 0 : std::ceil(text_width(context.fonts.mono_small, counted)) + 1 + context.px(12);
    const bool own_row = here && asked_width + count_width > width - buttons_width(context);
    const float rows = context.px(own_row ? 2 * banner_row : banner_row);
    const float height = std::ceil(padding + rows + words + padding);
    const Rect place = rect_at(scene.place.min, scene.place.width(), height);
    const float line = std::max(1.0F, std::floor(context.scale));
    fill(context, place, context.palette.panel);
    fill(context, {{place.min.x, place.max.y - line}, place.max}, context.palette.border);
    fill(context, {place.min, {place.min.x + context.px(4), place.max.y}}, context.palette.accent);
    context.probe.item("answer", place.min, place.max);

    Column column{place.min.x + padding + context.px(4), place.min.y + padding, width};
    const Rect row = column.row(context.px(banner_row));
    BannerButtons buttons(scene, row);
    if (buttons.press("answer/back", language("questions.back"), "questions.back_help", true))
        scene.actions.emplace_back(model::LeaveAnswer{});
    if (buttons.press("answer/stay", language("questions.stay"), "questions.stay_help"))
        scene.actions.emplace_back(model::KeepAnswer{});
    if (!of_quiz && buttons.press("answer/next", "›", "questions.next_help"))
        context.asked_question = number % count + 1;
    if (!of_quiz && buttons.press("answer/previous", "‹", "questions.previous_help"))
        context.asked_question = (number + count - 2) % count + 1;
    const Rect free{row.min, {buttons.left(), row.max.y}};
    const Rect name{free.min, {free.max.x - (own_row ? 0 : count_width), free.max.y}};
    if (!own_row) text_in(context, name, context.fonts.heading, context.palette.text, question);
    text_in(context, free, context.fonts.mono_small, context.palette.muted, counted,
            own_row ? Align::left : Align::right);
    if (own_row)
        text_in(context, column.row(context.px(banner_row)), context.fonts.heading, context.palette.text,
                question);
    if (!here) return height;
    column.gap(context.px(4));
    paragraph(context, {column.x, column.y}, width, context.fonts.body, context.palette.text, answer);
    return height;
}

}  // namespace patchlens::ui
