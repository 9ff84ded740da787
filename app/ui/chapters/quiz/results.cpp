#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/model/quiz/progress.h"
#include "app/ui/chapters/quiz/parts.h"
#include "app/ui/quiz_texts.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::quiz {
namespace {

using model::QuizRound;
using model::QuizStage;

constexpr float score_row = 30;
constexpr float table_row = 22;
constexpr float round_column = 84;

/// A round that was gone through: what was asked and answered.
struct Finished {
    QuizRound round = QuizRound::before;
    std::vector<model::QuizQuestion> questions;
    model::QuizRecord record;
    model::QuizScore score;
};

std::vector<Finished> finished_rounds(const model::Quiz::Place& place) {
    std::vector<Finished> rounds;
    for (const auto& [name, round] : model::names_of<QuizRound>) {
        if (place.stage < (round == QuizRound::before ? QuizStage::between : QuizStage::done)) continue;
        Finished finished{round, place.questions(round), place.record(round), {}};
        finished.score = score(finished.questions, finished.record);
        rounds.push_back(std::move(finished));
    }
    return rounds;
}

/// What stands between the rounds and after them.
std::string stage_text(const model::Language& language, const std::vector<Finished>& rounds) {
    const std::string all = std::to_string(model::quiz_length);
    const int before = rounds.front().score.right;
    if (rounds.size() == 1) return language("quiz.between_text", {std::to_string(before), all});
    const int after = rounds.back().score.right;
    const std::vector<std::string> numbers{std::to_string(before), std::to_string(after), all,
                                           std::to_string(std::abs(after - before))};
    return language(after > before   ? "quiz.gain_more"
                    : after < before ? "quiz.gain_less"
                                     : "quiz.gain_same",
                    numbers);
}

Mark mark_of(const Finished& round, std::size_t index) {
    if (index >= round.record.size() || round.record[index].skipped) return Mark::skipped;
    const bool right = mistake_in(round.questions[index], round.record[index]) == model::QuizMistake::none;
    return right ? Mark::right : Mark::wrong;
}

/// The score of a round as a bar, and as a number beside it.
void draw_score(const Scene& scene, const Rect& row, const Finished& round) {
    Context& context = scene.context;
    const char* name = round.round == QuizRound::before ? "quiz.round.before" : "quiz.round.after";
    const float bar_left = row.min.x + std::floor(row.width() * 0.34F);
    const Rect bar{{bar_left + context.px(8), row.centre().y - context.px(7)},
                   {row.max.x - context.px(70), row.centre().y + context.px(7)}};
    text_in(context, {row.min, {bar_left, row.max.y}}, context.fonts.body, context.palette.text,
            context.language(name));
    fill(context, bar, context.palette.track, context.px(4));
    const float part = static_cast<float>(round.score.right) / static_cast<float>(model::quiz_length);
    if (part > 0)
        fill(context, {bar.min, {bar.min.x + bar.width() * part, bar.max.y}}, context.palette.accent,
             context.px(4));
    text_in(context, {{bar.max.x, row.min.y}, row.max}, context.fonts.mono, context.palette.text,
            std::to_string(round.score.right) + " / " + std::to_string(model::quiz_length), Align::right);
    context.probe.item("quiz/score/" + std::string(model::name_of(round.round)), row.min, row.max);
}

/// What was asked in each round, and what was right.
std::string about(const model::Language& language, const std::vector<Finished>& rounds, std::size_t index) {
    std::string text;
    for (const Finished& round : rounds) {
        const model::QuizQuestion& question = round.questions[index];
        text += (text.empty() ? "" : "\n") + quiz_settings(language, question.config) + "\n" +
                quiz_text(language, question) + " " + quiz_reason(language, question);
    }
    return text;
}

/// A line for each question, with a mark for each round.
void draw_table(const Scene& scene, Column& column, const std::vector<Finished>& rounds) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const auto cell = [&](const Rect& row, std::size_t round) {
        const float width = context.px(round_column);
        const float right = row.max.x - static_cast<float>(rounds.size() - 1 - round) * width;
        return Rect{{right - width, row.min.y}, {right, row.max.y}};
    };
    const Rect head = column.row(context.px(table_row));
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        const bool before = rounds[i].round == QuizRound::before;
        text_in(context, cell(head, i), context.fonts.small, context.palette.muted,
                language(before ? "quiz.column.before" : "quiz.column.after"), Align::centre);
    }
    for (std::size_t question = 0; question < model::quiz_length; ++question) {
        const Rect row = column.row(context.px(table_row));
        text_in(context, {row.min, {cell(row, 0).min.x, row.max.y}}, context.fonts.body, context.palette.text,
                quiz_name(language, rounds.front().questions[question].kind));
        for (std::size_t i = 0; i < rounds.size(); ++i)
            draw_mark(context, cell(row, i).centre(), mark_of(rounds[i], question));
        fill(context, {{row.min.x, row.max.y - context.px(1)}, row.max}, context.palette.border);
        explain_on_hover(context, row, about(language, rounds, question));
        context.probe.item("quiz/result/" + std::to_string(question + 1), row.min, row.max);
    }
}

void draw_ways_on(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const bool between = place_of(scene).stage == QuizStage::between;
    Flow flow(context, column);
    if (flow.chip("quiz/story", language("quiz.to_story"), between).clicked)
        scene.actions.emplace_back(model::ShowChapter{model::Chapter::story});
    if (between && flow.chip("quiz/second", language("quiz.second")).clicked)
        set(scene, second_round(place_of(scene)));
    if (flow.chip("quiz/again", language("quiz.again")).clicked) set(scene, next_quiz(place_of(scene)));
}

}  // namespace

float results_height(const Scene& scene, float width) {
    Context& context = scene.context;
    const std::vector<Finished> rounds = finished_rounds(place_of(scene));
    const float text =
        paragraph_height(context, context.fonts.heading, stage_text(context.language, rounds), width);
    const float buttons = context.px(36);
    const float table = static_cast<float>(model::quiz_length + 1) * context.px(table_row);
    return text + context.px(3 * 16) + static_cast<float>(rounds.size()) * context.px(score_row) + table +
           buttons;
}

void draw_results(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const std::vector<Finished> rounds = finished_rounds(place_of(scene));
    Column column{place.min.x, place.min.y, place.width()};
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.heading,
                         context.palette.text, stage_text(context.language, rounds)));
    column.gap(context.px(16));
    for (const Finished& round : rounds)
        draw_score(scene, column.row(context.px(score_row)), round);
    column.gap(context.px(16));
    draw_table(scene, column, rounds);
    column.gap(context.px(16));
    draw_ways_on(scene, column);
}

}  // namespace patchlens::ui::quiz
