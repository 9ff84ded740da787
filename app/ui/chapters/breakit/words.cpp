// The question and its answers, and once it is answered what came out and why.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/model/code/mistaken_script.h"
#include "app/model/computing/module_weights.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/paragraph_height.h"

namespace patchlens::ui::breakit {
namespace {

using Place = model::Breakit::Place;

int answer_of(const Scene& scene) {
    return scene.session.place<model::Breakit>().answer(mistake_of(scene));
}

void answer_with(const Scene& scene, int answer) {
    const Mistake mistake = mistake_of(scene);
    scene.look<model::Breakit>([&](Place& place) { place.answer(mistake) = answer; });
}

float answer_height(const Context& context, const std::string& text, float width) {
    return paragraph_height(context, context.fonts.body, text, width - context.px(24)) + context.px(9);
}

std::string numbered_answer(std::size_t number, const std::string& text) {
    return std::to_string(number + 1) + " · " + text;
}

/// A sentence once the wrong side is seen; what explains stands back behind what is seen.
struct Said {
    std::string text;
    bool explains = false;
};

std::vector<Said> outcome_of(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const Mistake mistake = mistake_of(scene);
    const model::Mistaken* mistaken = mistaken_of(scene);
    if (mistaken == nullptr) return {};
    if (const auto useless = mistaken->useless()) return {{useless_reason(scene, *useless)}};
    std::vector<Said> said;
    const bool alone = mistaken->mistakes.count() == 1;
    const int answer = answer_of(scene);
    if (alone && answer >= 0 && answer < model::shown_unpredicted) {
        const Question asked = question_of(scene, mistake);
        said.push_back({language(answer == asked.right ? "breakit.was_right" : "breakit.was_wrong",
                                 {asked.choices.at(static_cast<std::size_t>(answer))})});
    }
    if (!alone) said.push_back({language("breakit.together", {names_of_made(scene)})});
    if (!mistaken->too_large) said.push_back({symptom_of(scene, *mistaken)});
    const bool missing = mistaken->output && !mistaken->number;
    if (missing) {
        said.push_back({language("breakit.symptom.missing",
                                 {model::index_error(scene.results, mistaken->output->laid_out)})});
    }
    if (alone) said.push_back({reason_of(scene, mistake), true});
    if (const auto beyond = beyond_colours(scene)) {
        const auto number = [](float largest) { return without_plus(largest, 4); };
        said.push_back({language("breakit.beyond", {number(full_colour(scene)), number(*beyond)}), true});
    }
    const bool alike = alone && mistake == Mistake::flat_order && model::are_drawn(scene.results.options);
    if (alike) said.push_back({language("breakit.noise_is_noise"), true});
    return said;
}

/// What stands in the scene: a presentation leaves what explains to the panel.
std::vector<Said> outcome_in_scene(const Scene& scene) {
    std::vector<Said> all = outcome_of(scene);
    if (scene.context.presenting) std::erase_if(all, [](const Said& said) { return said.explains; });
    return all;
}

float outcome_height(const Scene& scene, float width) {
    const Context& context = scene.context;
    float height = 0;
    const std::vector<Said> all = outcome_in_scene(scene);
    for (const Said& said : all)
        height += paragraph_height(context, context.fonts.body, said.text, width) + context.px(6);
    return height;
}

float question_height(const Scene& scene, float width) {
    const Context& context = scene.context;
    const Question asked = question_of(scene, mistake_of(scene));
    float height = paragraph_height(context, context.fonts.body, asked.question, width) + context.px(6);
    for (std::size_t i = 0; i < asked.choices.size(); ++i)
        height += answer_height(context, numbered_answer(i, asked.choices.at(i)), width) + context.px(4);
    return height;
}

void draw_question(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const Question asked = question_of(scene, mistake_of(scene));
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                         context.palette.text, asked.question) +
               context.px(6));
    for (std::size_t i = 0; i < asked.choices.size(); ++i) {
        const std::string text = numbered_answer(i, asked.choices.at(i));
        const Rect row = column.row(answer_height(context, text, column.width));
        column.gap(context.px(4));
        const std::string name = "breakit/answer/" + std::to_string(i + 1);
        const Press press = pressable(context, name.c_str(), row, context.px(8));
        fill(context, row, context.palette.raised, context.px(8));
        outline(context, row, press.hovered ? context.palette.hovered : context.palette.edge,
                std::max(1.0F, context.px(1)), context.px(8));
        paragraph(context, {row.min.x + context.px(12), row.min.y + context.px(4)},
                  row.width() - context.px(24), context.fonts.body, context.palette.text, text);
        if (press.clicked) answer_with(scene, static_cast<int>(i));
    }
}

}  // namespace

std::vector<std::string> explained(const Scene& scene) {
    std::vector<std::string> sentences;
    if (asks(scene)) return sentences;
    const std::vector<Said> all = outcome_of(scene);
    for (const Said& said : all) {
        if (said.explains) sentences.push_back(said.text);
    }
    return sentences;
}

float words_height(const Scene& scene, float width) {
    if (asks(scene)) return question_height(scene, width);
    // Right and wrong do not jump with the answer; in a presentation they become larger.
    const bool asked =
        scene.session.choice<model::Breakit>().made().count() == 1 && !scene.context.presenting;
    const float outcome = outcome_height(scene, width);
    return asked && answer_of(scene) != model::not_predicted
               ? std::max(outcome, question_height(scene, width))
               : outcome;
}

void draw_words(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Column column{place.min.x, place.min.y, place.width()};
    if (asks(scene)) {
        draw_question(scene, column);
    } else {
        const std::vector<Said> all = outcome_in_scene(scene);
        for (const Said& said : all) {
            column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                                 said.explains ? context.palette.muted : context.palette.text, said.text) +
                       context.px(6));
        }
    }
    context.probe.item("breakit/words", place.min, {place.max.x, column.y});
}

void read_keys(const Scene& scene) {
    Context& context = scene.context;
    const ImGuiIO& io = ImGui::GetIO();
    if (!context.has_keys || io.WantTextInput || io.KeyCtrl || io.KeyAlt) return;
    if (asks(scene)) {  // digits mean the answers and no chapters
        context.focus.take_digits();
        for (const ImWchar character : compat::typed_characters()) {
            const int chosen = static_cast<int>(character) - '1';
            if (chosen >= 0 && chosen < 3) return answer_with(scene, chosen);
        }
        if (context.focus.current().empty() && compat::pressed(compat::Key::space, false))
            return answer_with(scene, model::shown_unpredicted);
    }
    const int index = static_cast<int>(mistake_of(scene));
    if (compat::pressed(compat::Key::page_down) && index + 1 < mistake_count)
        look_at(scene, static_cast<Mistake>(index + 1));
    if (compat::pressed(compat::Key::page_up) && index > 0) look_at(scene, static_cast<Mistake>(index - 1));
}

void look_at(const Scene& scene, Mistake mistake) {
    scene.choose<model::Breakit>([&](model::Breakit::Choice& choice) { choice.mistake = mistake; });
    scene.look<model::Breakit>([&](Place& place) { place.view = model::Breakit::best_view(mistake); });
}

void combine(const Scene& scene, Mistake mistake, bool made) {
    scene.choose<model::Breakit>([&](model::Breakit::Choice& choice) {
        // One stride excludes the other.
        const Mistake other = mistake == Mistake::overlap ? Mistake::gaps : Mistake::overlap;
        const bool stride = mistake == Mistake::overlap || mistake == Mistake::gaps;
        std::erase_if(choice.also, [&](Mistake one) { return one == mistake || (stride && one == other); });
        if (made) choice.also.push_back(mistake);
    });
}

}  // namespace patchlens::ui::breakit
