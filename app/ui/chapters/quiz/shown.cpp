#include "app/ui/chapters/quiz/shown.h"

#include "app/model/quiz/progress.h"
#include "app/ui/chapters/quiz/parts.h"
#include "app/ui/compat.h"
#include "app/ui/quiz_texts.h"

namespace patchlens::ui::quiz {
namespace {

std::string said_of(const model::Language& language, const Shown& shown) {
    if (!shown.open) return quiz_feedback(language, shown.question, shown.given).verdict;
    if (shown.misread) return language("quiz.expects_number", {shown.place.typed});
    return shown.question.typed ? language("quiz.type_number") : "";
}

}  // namespace

Shown shown_now(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const model::Quiz::Place& place = place_of(scene);
    const model::QuizRound round = place.round();
    const auto at = static_cast<std::size_t>(place.question);
    Shown shown;
    shown.place = place;
    shown.question = place.questions(round).at(at);
    shown.open = place.open();
    if (!shown.open) shown.given = place.record(round).at(at);
    shown.misread = shown.open && !place.typed.empty() && !model::typed_number(place.typed);
    const char* name = round == model::QuizRound::before ? "quiz.round.before" : "quiz.round.after";
    shown.head =
        language(name) +
        (" · " + language("quiz.progress", {std::to_string(at + 1), std::to_string(model::quiz_length)}));
    shown.settings = quiz_settings(language, shown.question.config);
    if (shown.question.config != module_now(scene)) shown.elsewhere = language("quiz.other_settings");
    shown.asked = quiz_text(language, shown.question);
    shown.said = said_of(language, shown);
    if (!shown.open) shown.reason = quiz_reason(language, shown.question);
    return shown;
}

void read_keys(const Scene& scene) {
    Context& context = scene.context;
    const model::Quiz::Place& place = place_of(scene);
    const ImGuiIO& io = ImGui::GetIO();
    if (!context.has_keys || io.WantTextInput || io.KeyCtrl || io.KeyAlt) return;
    const std::string_view focused = context.focus.current();
    const bool enter =
        (focused.empty() || focused == "quiz/number") && compat::pressed(compat::Key::enter, false);
    if (!place.asking()) {
        if (!enter) return;
        if (place.stage == model::QuizStage::ready) begin(scene);
        if (place.stage == model::QuizStage::between)
            scene.actions.emplace_back(model::ShowChapter{model::Chapter::story});
        return;
    }
    context.focus.take_digits();  // after an answer too: a second one must not lead out of the quiz
    if (place.open()) {
        const model::QuizQuestion question = shown_now(scene).question;
        const auto choices = question.typed ? 0 : static_cast<std::int64_t>(question.answers.size());
        for (const ImWchar character : compat::typed_characters()) {
            const auto chosen = static_cast<std::int64_t>(character) - '1';
            if (chosen >= 0 && chosen < choices) return set(scene, answered(place, {.value = chosen}));
        }
    } else if (enter) {
        return set(scene, gone_on(place));
    }
    if (context.focus.arrows_taken()) return;
    context.focus.take_arrows();
    if (compat::pressed(compat::Key::right)) return set(scene, gone_on(place));
    if (compat::pressed(compat::Key::left)) set(scene, gone_back(place));
}

}  // namespace patchlens::ui::quiz
