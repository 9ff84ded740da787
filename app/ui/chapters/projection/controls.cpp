#include "app/ui/chapters/projection/controls.h"

#include <cmath>
#include <string>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/play_speed.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {
namespace {

void step(Stage& stage, Stride stride, int direction) {
    stage.look_at(stepped(stage.patch(), stage.channels(), stage.term(), stride, direction));
}

void toggle_play(Stage& stage) {
    const bool at_end = stage.term() == stage.count() - 1;
    if (!stage.look.playing && at_end) stage.look.term = 0;
    stage.look.playing = !stage.look.playing;
    stage.look.moment = 0;
}

/// "i = c·64 + y·8 + x = 1·64 + 2·8 + 3 = 83"; without the letters if that is too wide.
std::string index_text(const Stage& stage, float width) {
    const TermPlace at = stage.term_place();
    const std::string area = std::to_string(stage.patch().area());
    const std::string row = std::to_string(stage.patch().width);
    const std::string letters = "i = c·" + area + " + y·" + row + " + x";
    const std::string numbers = " = " + std::to_string(at.channel) + "·" + area + " + " +
                                std::to_string(at.y) + "·" + row + " + " + std::to_string(at.x) + " = " +
                                std::to_string(stage.term());
    const std::string whole = letters + numbers;
    return text_width(stage.context.fonts.mono_small, whole) <= width ? whole : "i" + numbers;
}

/// "R +0.1834": one word of the sum line.
struct SumWord {
    std::string text;
    Colour colour;
    double value = 0;
    float width = 0;
};

std::vector<SumWord> sum_words(const Stage& stage) {
    const Context& context = stage.context;
    const Explanation& explanation = *stage.shown.explanation;
    std::vector<SumWord> words;
    for (int channel = 0; channel < stage.channels(); ++channel) {
        const double sum = explanation.channel_sums.at(static_cast<std::size_t>(channel));
        words.push_back({std::string(channel_letter(channel, stage.channels())) + " " + with_sign(sum),
                         stage.ink_of(channel), sum});
    }
    if (stage.results.options.config.bias) {
        words.push_back({std::string(context.language("inspector.bias")) + " " + with_sign(explanation.bias),
                         context.palette.text, explanation.bias});
    }
    words.push_back({"= " + with_sign(explanation.value), context.palette.accent, explanation.value});
    for (SumWord& word : words)
        word.width = std::ceil(text_width(context.fonts.mono, word.text)) + 1;
    return words;
}

/// Calls `put(word, x, line)` for each word, breaking lines at `width`; returns the number of lines.
template <typename Put>
int flow(const Stage& stage, const std::vector<SumWord>& words, float width, const Put& put) {
    float x = 0;
    int line = 0;
    for (const SumWord& word : words) {
        if (x > 0 && x + word.width > width) {
            x = 0;
            ++line;
        }
        put(word, x, line);
        x += word.width + stage.px(16);
    }
    return line + 1;
}

}  // namespace

void read_keys(Stage& stage) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!stage.context.has_keys || io.WantTextInput || io.KeyCtrl ||
        stage.context.focus.current().starts_with("params/"))
        return;
    const Stride stride = io.KeyShift ? Stride::channel : Stride::row;
    if (compat::pressed(compat::Key::page_down)) step(stage, stride, 1);
    if (compat::pressed(compat::Key::page_up)) step(stage, stride, -1);
    if (compat::pressed(compat::Key::home, false)) stage.look_at(0);
    if (compat::pressed(compat::Key::end, false)) stage.look_at(stage.count() - 1);
    for (const ImWchar character : compat::typed_characters()) {
        if (character == '<') step(stage, Stride::term, -1);
        if (character == '>') step(stage, Stride::term, 1);
    }
}

void advance(Stage& stage, double seconds) {
    if (!stage.look.playing) return;
    const std::int64_t last = stage.count() - 1;
    const double moved = stage.look.moment + seconds * terms_per_second(stage.count());
    const auto whole = static_cast<std::int64_t>(moved);
    if (stage.term() + whole >= last) {
        stage.look_at(last);
        return;
    }
    stage.look.term = static_cast<int>(stage.term() + whole);
    stage.look.moment = moved - static_cast<double>(whole);
}

void draw_transport(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const Transport buttons = transport(context, "projection", place.min, stage.look.playing);
    if (buttons.back) step(stage, Stride::term, -1);
    if (buttons.forward) step(stage, Stride::term, 1);
    if (buttons.toggled) toggle_play(stage);

    float x = buttons.place.max.x + stage.px(14);
    const auto stepper = [&](const char* name, const char* label, Stride stride, int direction) {
        const Press press = chip(context, name, {x, place.min.y + stage.px(1)}, label);
        if (press.clicked) step(stage, stride, direction);
        x = press.place.max.x + stage.px(6);
    };
    const model::Language& language = context.language;
    stepper("projection/row/back", language("projection.row_back"), Stride::row, -1);
    stepper("projection/row/forward", language("projection.row_forward"), Stride::row, 1);
    if (stage.channels() == 1) return;
    stepper("projection/channel/back", language("projection.channel_back"), Stride::channel, -1);
    stepper("projection/channel/forward", language("projection.channel_forward"), Stride::channel, 1);
}

void draw_term_box(const Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const Palette& palette = context.palette;
    fill(context, place, palette.panel, stage.px(6));
    outline(context, place, palette.border, stage.px(1), stage.px(6));
    context.probe.item("projection/term", place.min, place.max);
    const Rect inside{{place.min.x + stage.px(14), place.min.y + stage.px(5)},
                      {place.max.x - stage.px(14), place.max.y - stage.px(5)}};
    const float middle = inside.centre().y;

    const std::int64_t term = stage.term();
    const model::Language& language = context.language;
    const std::string counted = language("projection.term", {grouped(term + 1), grouped(stage.count())});
    const std::string sum = with_sign(stage.shown.summation->through(term));
    const char* sum_label = language("projection.running_sum");
    const float sum_width = std::ceil(text_width(context.fonts.mono, sum)) + 1;
    const float label_width = std::ceil(text_width(context.fonts.small, sum_label)) + 1;
    const float right = std::max(std::ceil(text_width(context.fonts.small, counted)) + 1,
                                 sum_width + stage.px(10) + label_width);
    const float split = inside.max.x - right;
    text_in(context, {{split, inside.min.y}, {inside.max.x, middle}}, context.fonts.small, palette.muted,
            counted, Align::right);
    text_in(context, {{split, middle}, {inside.max.x - sum_width - stage.px(10), inside.max.y}},
            context.fonts.small, palette.muted, sum_label, Align::right);
    term_at(context,
            {{inside.max.x - sum_width - stage.px(10) - label_width, middle},
             {inside.max.x - sum_width - stage.px(10), inside.max.y}},
            context.fonts.small, sum_label, model::Term::sum);
    text_in(context, {{inside.max.x - sum_width, middle}, inside.max}, context.fonts.mono, palette.text, sum,
            Align::right);

    const float left = split - stage.px(16) - inside.min.x;
    text_in(context, rect_at(inside.min, left, middle - inside.min.y), context.fonts.mono_small,
            palette.muted, index_text(stage, left));
    const std::string product = without_plus(stage.value_in(Plane::pixels, term)) + " × " +
                                with_sign(stage.value_in(Plane::weights, term)) + " = ";
    const float product_width = std::ceil(text_width(context.fonts.mono, product)) + 1;
    text_in(context, rect_at({inside.min.x, middle}, product_width, inside.max.y - middle),
            context.fonts.mono, palette.text, product);
    text_in(context, {{inside.min.x + product_width, middle}, {inside.min.x + left, inside.max.y}},
            context.fonts.mono, palette.accent, with_sign(stage.value_in(Plane::products, term), 5));
}

bool scene_has_sums(const Scene& scene, const model::Projection::Place& look) {
    if (look.view == model::ProjectionView::planes) return !scene.context.presenting;
    return look.view == model::ProjectionView::flat;
}

int sum_line_count(const Stage& stage, float width) {
    return flow(stage, sum_words(stage), width, [](const SumWord&, float, int) {});
}

void draw_sum_line(const Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const float height = stage.px(22);
    flow(stage, sum_words(stage), place.width(), [&](const SumWord& word, float x, int line) {
        const ImVec2 corner{place.min.x + x, place.min.y + height * static_cast<float>(line)};
        const Rect at = rect_at(corner, word.width, height);
        text_in(context, at, context.fonts.mono, word.colour, word.text);
        offer_readout_menu(context, "projection/sum", at, model::Term::sum,
                           [&] { return MenuLines{copy_value(context, static_cast<float>(word.value))}; });
    });
    context.probe.item("projection/sum", place.min, place.max);
}

}  // namespace patchlens::ui::projection
