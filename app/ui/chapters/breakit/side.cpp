// The panel beside it: all mistakes, which of them are made besides, and the program that makes them.
#include <string>
#include <vector>

#include "app/model/code/mistaken_script.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"

namespace patchlens::ui::breakit {
namespace {

/// Whether a prediction was right; nothing where none was made.
const char* sign_of_answer(const Scene& scene, Mistake mistake) {
    const int answer = scene.session.place<model::Breakit>().answer(mistake);
    if (answer < 0 || answer >= model::shown_unpredicted) return "";
    return answer == question_of(scene, mistake).right ? "●" : "○";
}

/// The name leads to the mistake; the switch makes it besides.
void draw_mistake(const Scene& scene, Column& column, Mistake mistake) {
    Context& context = scene.context;
    const Rect row = column.row(context.px(30));
    const bool current = mistake == mistake_of(scene);
    const Mistakes made = scene.session.choice<model::Breakit>().made();
    const float knob = context.px(34);
    const Rect label{row.min, {row.max.x - knob - context.px(8), row.max.y}};
    const Press press = pressable(context, key_of("breakit/mistake/", mistake).c_str(), label);
    if (current) fill(context, label, context.palette.raised, context.px(6));
    if (press.hovered) outline(context, label, context.palette.hovered, context.px(1), context.px(6));
    const float mark = context.px(22);
    text_in(context, {{label.max.x - mark, label.min.y}, {label.max.x - context.px(4), label.max.y}},
            context.fonts.body, context.palette.muted, sign_of_answer(scene, mistake), Align::right);
    text_in(context, {{label.min.x + context.px(8), label.min.y}, {label.max.x - mark, label.max.y}},
            context.fonts.body, current ? context.palette.accent : context.palette.text,
            name_of_mistake(scene, mistake));
    if (sign_of_answer(scene, mistake)[0] != 0)
        explain_on_hover(context, label, context.language("breakit.mark_help"));
    if (press.clicked && !current) look_at(scene, mistake);

    const Rect place = rect_at({row.max.x - knob, row.centre().y - context.px(9)}, knob, context.px(18));
    if (current) {  // it is made anyway
        draw_switch(context, place, true, false);
        return;
    }
    const bool on = made.has(mistake);
    const Press turned = pressable(context, key_of("breakit/also/", mistake).c_str(), place, context.px(9));
    draw_switch(context, place, on, turned.hovered);
    explain_on_hover(context, place, context.language("breakit.also_help"));
    if (turned.clicked) combine(scene, mistake, !on);
}

void draw_copy(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const Mistakes made = scene.session.choice<model::Breakit>().made();
    const Rect row = column.row(context.px(30));
    if (!model::has_mistaken_script(scene.results, made)) {
        const char* why =
            scene.results.tokens ? language("breakit.no_program") : language("breakit.no_program_so_large");
        column.y = row.min.y +
                   paragraph(context, row.min, column.width, context.fonts.small, context.palette.muted, why);
        return;
    }
    const Press copy = chip(context, "breakit/copy", row.min, language("breakit.copy"));
    if (copy.clicked) {
        scene.actions.emplace_back(
            model::CopyText{model::mistaken_script(scene.results, made, language), {"breakit.copied", {}}});
    }
    explain_on_hover(context, copy.place, language("breakit.copy_help"));
}

}  // namespace

void draw_side(const Scene& scene) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    Panel panel(scene);
    Column& column = panel.column;
    if (context.presenting) {
        const std::vector<std::string> why = explained(scene);
        if (!why.empty()) chapter_text(context, column, name_of_mistake(scene, mistake_of(scene)), why);
    }
    chapter_text(context, column, language("breakit.title"), {language("breakit.intro")});
    for (const auto& [name, mistake] : model::names_of<Mistake>)
        draw_mistake(scene, column, mistake);
    column.gap(context.px(10));
    draw_copy(scene, column);
    column.gap(context.px(14));
    const std::vector<std::string> reasons = reasons_of_made(scene);
    if (!reasons.empty()) chapter_text(context, column, language("breakit.each"), reasons);
    std::vector<std::string> sentences{language("breakit.same_input"), language("breakit.keys")};
    if (mistake_of(scene) == Mistake::one_channel) sentences.emplace_back(language("breakit.in_print"));
    chapter_text(context, column, language("breakit.how"), sentences);
}

}  // namespace patchlens::ui::breakit
