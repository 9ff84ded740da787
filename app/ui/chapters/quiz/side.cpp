#include <string>

#include "app/model/quiz/progress.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/quiz/parts.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::quiz {
namespace {

/// What came out so far, of the questions that were come to.
void draw_scores(const Scene& scene, Column& column, model::QuizRound round) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const model::QuizRecord record = place_of(scene).record(round);
    if (record.empty()) return;
    const bool before = round == model::QuizRound::before;
    section(context, column, language(before ? "quiz.round.before" : "quiz.round.after"));
    auto questions = place_of(scene).questions(round);
    questions.resize(record.size());
    const model::QuizScore score = model::score(questions, record);
    const std::string name = "quiz/side/" + std::string(model::name_of(round)) + "/";
    const auto line = [&](const char* which, const char* key, int count) {
        key_value(context, column, (name + which).c_str(), language(key), std::to_string(count),
                  context.px(26));
    };
    line("right", "quiz.score.right", score.right);
    line("wrong", "quiz.score.wrong", score.wrong);
    line("skipped", "quiz.score.skipped", score.skipped);
    column.gap(context.px(14));
}

}  // namespace

void draw_side(const Scene& scene) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    Panel panel(scene);
    chapter_text(context, panel.column, language("chapter.quiz"),
                 {language("quiz.side_text"), language("quiz.side_keys"), language("quiz.hidden")});
    draw_scores(scene, panel.column, model::QuizRound::before);
    draw_scores(scene, panel.column, model::QuizRound::after);
    if (place_of(scene).before.empty()) return;
    const Rect row = panel.column.row(context.px(30));
    if (chip(context, "quiz/save", row.min, language("quiz.save")).clicked)
        scene.actions.emplace_back(model::SaveResults{});
}

}  // namespace patchlens::ui::quiz
