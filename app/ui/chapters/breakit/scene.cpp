// The scene: which mistake, its line of code, a prediction, then right beside wrong.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "app/model/code/mistaken_script.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/chapters/code/highlight.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/segments.h"

namespace patchlens::ui::breakit {
namespace {

constexpr float heading_height = 34;
constexpr float tools_height = 34;

/// Where a line of code begins in its row, after the word that says whether it is right.
float code_indent(const Context& context) {
    ImFont* font = context.fonts.small;
    const float word = std::max(text_width(font, context.language("breakit.line.right")),
                                text_width(font, context.language("breakit.line.wrong")));
    return context.px(10) + std::ceil(word) + context.px(10);
}

float code_height(const Context& context, const std::string& line, float width) {
    const float room = width - code_indent(context) - context.px(6);
    return paragraph_height(context, context.fonts.mono_small, line, room) + context.px(8);
}

/// A line of code, broken where there is no room.
void draw_code_line(const Scene& scene, const Rect& row, const std::string& line, bool right) {
    Context& context = scene.context;
    ImFont* font = context.fonts.mono_small;
    fill(context, row, context.palette.field, context.px(4));
    fill(context, {row.min, {row.min.x + context.px(3), row.max.y}},
         right ? context.palette.edge : context.palette.problem);
    const float indent = code_indent(context);
    text_in(context, {{row.min.x + context.px(10), row.min.y}, {row.min.x + indent, row.max.y}},
            context.fonts.small, context.palette.muted,
            context.language(right ? "breakit.line.right" : "breakit.line.wrong"));
    Rect rest{{row.min.x + indent, row.min.y}, {row.max.x - context.px(6), row.max.y}};
    if (text_width(font, line) > rest.width()) {
        paragraph(context, {rest.min.x, rest.min.y + context.px(4)}, rest.width(), font, context.palette.text,
                  line);
        return;
    }
    for (const CodeSpan& span : highlighted(line, model::Notation::pytorch)) {
        const std::string text(span.text);
        text_in(context, rest, font, colour_of(span.kind, scene.session.theme), text);
        rest.min.x += text_width(font, text);
    }
}

/// The right line and below it the wrong one.
void draw_lines(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::MistakenLine line = model::mistaken_line(mistake_of(scene), scene.results);
    const ImVec2 begin{column.x, column.y};
    draw_code_line(scene, column.row(code_height(context, line.right, column.width)), line.right, true);
    column.gap(context.px(3));
    draw_code_line(scene, column.row(code_height(context, line.wrong, column.width)), line.wrong, false);
    context.probe.item("breakit/lines", begin, {column.x + column.width, column.y});
}

/// The buttons from the right end of `row`: to the neighbours, and what can be done about this mistake.
void draw_buttons(const Scene& scene, const Rect& row) {
    Context& context = scene.context;
    const Mistake mistake = mistake_of(scene);
    const int index = static_cast<int>(mistake);
    float right = row.max.x;
    const auto clicked = [&](const char* name, const char* key) {
        const std::string label = context.language(key);
        right -= chip_width(context, label);
        const bool pressed = chip(context, name, {right, row.min.y}, label).clicked;
        right -= context.px(6);
        return pressed;
    };
    if (clicked("breakit/next", "breakit.next") && index + 1 < mistake_count)
        look_at(scene, static_cast<Mistake>(index + 1));
    if (clicked("breakit/back", "breakit.back") && index > 0) look_at(scene, static_cast<Mistake>(index - 1));
    const model::Mistaken* mistaken = mistaken_of(scene);
    if (const auto useless = mistaken != nullptr ? mistaken->useless() : std::nullopt) {
        auto module = with_effect(scene, *useless);
        if (module && clicked("breakit/make_it_show", "breakit.make_it_show"))
            scene.actions.emplace_back(model::SetModule{std::move(*module)});
        return;
    }
    const bool asking = asks(scene);
    const bool alone = scene.session.choice<model::Breakit>().made().count() == 1;
    if (alone && clicked("breakit/show", asking ? "breakit.show" : "breakit.again")) {
        scene.look<model::Breakit>([&](model::Breakit::Place& at) {
            at.answer(mistake) = asking ? model::shown_unpredicted : model::not_predicted;
        });
    }
}

/// "3 of 12", the mistake's name, and the buttons, in a row of their own where the names are too long.
void draw_heading(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    ImFont* font = context.fonts.heading;
    float buttons = 0;
    for (const char* key : {"breakit.show", "breakit.again", "breakit.make_it_show"})
        buttons = std::max(buttons, chip_width(context, language(key)));
    for (const char* key : {"breakit.back", "breakit.next"})
        buttons += chip_width(context, language(key)) + context.px(6);
    const auto title = [&](Mistake mistake) {
        return language("breakit.of", {std::to_string(static_cast<int>(mistake) + 1),
                                       std::to_string(mistake_count), name_of_mistake(scene, mistake)});
    };
    float widest = 0;
    for (const auto& [name, mistake] : model::names_of<Mistake>)
        widest = std::max(widest, text_width(font, title(mistake)));
    Rect heading = column.row(context.px(heading_height));
    draw_buttons(scene, heading);
    if (widest + context.px(8) > column.width - buttons) heading = column.row(context.px(heading_height));
    heading.max.y = heading.min.y + context.px(30);
    text_in(context, heading, font, context.palette.text, title(mistake_of(scene)));
    context.probe.item("breakit/name", heading.min, heading.max);
}

/// What is compared, and what the colours mean.
void draw_tools(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const std::array<Segment, 3> views{Segment{"map", language("breakit.view.map")},
                                       Segment{"vector", language("breakit.view.vector")},
                                       Segment{"picture", language("breakit.view.picture")}};
    const model::BreakitView view = scene.session.place<model::Breakit>().view;
    const float width = std::min(segments_width(context, views), place.width());
    if (const auto chosen = segments(context, "breakit/view", rect_at(place.min, width, context.px(30)),
                                     views, static_cast<std::size_t>(view))) {
        scene.look<model::Breakit>([&](auto& at) { at.view = static_cast<model::BreakitView>(*chosen); });
    }
    const Rect rest{{place.min.x + width + context.px(12), place.min.y}, place.max};
    if (view != model::BreakitView::map) return;
    Legend legend =
        signed_legend(context, unitless_title(context, language("legend.values")), full_colour(scene), 4);
    if (beyond_colours(scene)) {
        legend.low = "≤ " + legend.low;
        legend.high = "≥ " + legend.high;
    }
    draw_legend(context, rest, legend);
}

}  // namespace

ImVec2 least_size(const Scene& scene) {
    const bool few_words = scene.context.presenting && !asks(scene);
    return {560, few_words ? 380.0F : 470.0F};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(12),
                  scene.place.width() - context.px(32)};
    draw_heading(scene, column);
    draw_lines(scene, column);
    column.gap(context.px(10));
    draw_words(scene, column.row(words_height(scene, column.width)));
    column.gap(context.px(6));
    const float bottom = scene.place.max.y - context.px(10);
    const float tools = std::max(context.px(tools_height), two_line_legend(context));
    const float top = bottom - tools;
    draw_sides(scene, {{column.x, column.y}, {column.x + column.width, top - context.px(6)}});
    draw_tools(scene, {{column.x, top}, {column.x + column.width, bottom}});
    read_keys(scene);
}

}  // namespace patchlens::ui::breakit
