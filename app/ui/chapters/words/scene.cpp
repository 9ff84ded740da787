
#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters.h"
#include "app/ui/chapters/words/parts.h"
#include "app/ui/compat.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

/// Time constant of the table's glide: after this many seconds about a third of the distance is left.
constexpr double glide_seconds = 0.04;

void type_sentence(const Scene& scene, const Rect& row) {
    Context& context = scene.context;
    const std::string label = context.language("words.sentence");
    const float label_width = std::max(context.px(96), std::ceil(text_width(context.fonts.body, label)));
    text_in(context, row, context.fonts.body, context.palette.text, label);
    const Rect field{{row.min.x + label_width, std::floor(row.centre().y - context.px(14))},
                     {row.max.x, std::floor(row.centre().y + context.px(14))}};
    const auto typed =
        entry(context, "words/entry", field, scene.session.choice<model::Words>().sentence, Align::left);
    if (!typed) return;
    scene.choose<model::Words>([&](model::Words::Choice& choice) {
        choice.sentence = *typed;
        choice.word = 0;
    });
    scene.look<model::Words>([](model::Words::Place& place) { place.row = -1; });
}

void choose_length(const Scene& scene, Column& column) {
    const int n = scene.session.choice<model::Words>().n;
    const SliderAnswer answer = slider(scene.context, column,
                                       {"words/n",
                                        "n",
                                        scene.context.language("words.help.n"),
                                        n,
                                        {Track::Kind::logarithmic, 1, std::max(64, n), {}},
                                        1,
                                        std::max(64, n),
                                        model::Words::Choice{}.n},
                                       scene.context.px(34));
    if (answer.refused) scene.actions.emplace_back(model::ReportError{*answer.refused});
    if (!answer.value) return;
    if (*answer.value < 1 || *answer.value > model::largest_embed_dim) {
        scene.actions.emplace_back(model::ReportError{
            Error(ErrorCode::value_out_of_range,
                  {"n", "1", std::to_string(model::largest_embed_dim), std::to_string(*answer.value)})});
        return;
    }
    scene.choose<model::Words>(
        [&](model::Words::Choice& choice) { choice.n = static_cast<int>(*answer.value); });
}

/// Sentence and n, side by side if there is room.
void draw_controls(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const bool wide = column.width >= context.px(720);
    if (!wide) {
        type_sentence(scene, column.row(context.px(34)));
        choose_length(scene, column);
        return;
    }
    Column right{column.x + std::floor(column.width * 0.6F), column.y, std::ceil(column.width * 0.4F)};
    Rect left = column.row(context.px(34));
    left.max.x = right.x - context.px(16);
    type_sentence(scene, left);
    choose_length(scene, right);
}

void read_arrows(const Scene& scene) {
    if (!scene.context.has_keys) return;
    if (ImGui::GetIO().WantTextInput || scene.context.focus.arrows_taken()) return;
    scene.context.focus.take_arrows();
    int step = 0;
    if (compat::pressed(compat::Key::right) || compat::pressed(compat::Key::down)) ++step;
    if (compat::pressed(compat::Key::left) || compat::pressed(compat::Key::up)) --step;
    const int last = static_cast<int>(table_of(scene).tokens.size()) - 1;
    const int word = std::clamp(lookup_of(scene).word + step, 0, std::max(0, last));
    if (step != 0 && word != lookup_of(scene).word) look_up_word(scene, word);
}

/// Advances the table's glide by one frame.
void glide(const Scene& scene) {
    const WordToken* token = lookup_of(scene).token();
    if (scene.session.place<model::Words>().row < 0) return;
    const double target = token != nullptr ? token->index : 0;
    scene.look<model::Words>([&](model::Words::Place& place) {
        place.row = target + (place.row - target) * std::exp(-double{seconds_to_play()} / glide_seconds);
        if (std::abs(place.row - target) < 0.02 || scene.session.reduced_motion || token == nullptr)
            place.row = -1;
    });
}

void draw_lookup(const Scene& scene, Column& column, float bottom) {
    Context& context = scene.context;
    words::caption(scene, column, context.language("words.caption.index"), model::Term::word_index);
    const Rect index = words::draw_sentence(scene, column.row(context.px(words::sentence_height)));
    column.gap(context.px(12));

    const float gutter = context.px(20);
    column.x += gutter;  // leaves room for the line at the left
    const std::string caption = context.language(
        "words.caption.table", {std::to_string(table_of(scene).rows()), std::to_string(table_of(scene).n)});
    const Rect heading = words::caption(scene, column, caption, model::Term::word_table);
    column.x -= gutter;
    Legend legend = signed_legend(context, unitless_title(context, context.language("legend.values")),
                                  table_of(scene).largest);
    const float room =
        heading.width() - 2 * gutter - text_width(context.fonts.small, caption) - context.px(16);
    // Where the title does not fit as well, the caption is one.
    if (legend_height(context, legend, room) >= two_line_legend(context)) legend.title.clear();
    const float end = heading.max.x - 2 * gutter;
    draw_legend(context, {{end - std::min(room, context.px(300)), heading.min.y}, {end, heading.max.y}},
                legend);

    const Rect rest{{column.x + gutter, column.y}, {column.x + column.width - gutter, bottom}};
    const Rect vector{{rest.min.x, rest.max.y - context.px(26)}, rest.max};
    const Rect table{rest.min, {rest.max.x, vector.min.y - context.px(18)}};
    const Rect row = words::draw_table(scene, table);
    words::draw_vector(scene, vector);
    words::connect(scene, {index.centre().x, index.max.y}, column.x + gutter / 2,
                   {row.min.x, row.centre().y});
    const float right = rest.max.x + gutter / 2;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float line = std::max(1.0F, context.px(2));
    draw.AddLine({row.max.x, row.centre().y}, {right, row.centre().y}, context.palette.accent, line);
    draw.AddLine({right, row.centre().y}, {right, vector.centre().y}, context.palette.accent, line);
    arrow(scene.context, {right, vector.centre().y}, {vector.max.x, vector.centre().y},
          context.palette.accent);
    column.y = bottom;
}

}  // namespace

ImVec2 least_size(const Scene& scene) {
    return {592, scene.context.presenting ? 450.0F : 640.0F};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    if (context.words == nullptr) return;
    glide(scene);  // before everything that emits actions, so that the user's choice takes effect last
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(14),
                  scene.place.width() - context.px(32)};
    scene_heading(context, column, context.language("words.title"), context.language("words.subtitle"));
    draw_controls(scene, column);
    column.gap(context.px(10));
    read_arrows(scene);

    const float bottom = scene.place.max.y - context.px(12);
    const float caption_height = context.px(20);
    if (lookup_of(scene).token() == nullptr) {
        paragraph(context, {column.x, column.y}, column.width, context.fonts.body, context.palette.muted,
                  context.language("words.none"));
        return;
    }
    const float gap = context.px(12);
    const float bridge = std::clamp((bottom - column.y) * 0.24F, context.px(108), context.px(170));
    const bool bridged = bridge_in_scene(scene);
    const float below = gap + caption_height + context.px(words::one_hot_height) +
                        (bridged ? gap + caption_height + bridge : 0);
    draw_lookup(scene, column, bottom - below);
    column.gap(gap);
    words::caption(scene, column, context.language("words.caption.product"), model::Term::one_hot);
    words::draw_one_hot(scene, column.row(context.px(words::one_hot_height)));
    if (!bridged) return;
    column.gap(gap);
    bridge_caption(scene, column);
    words::draw_bridge(scene, column.row(bridge));
}

}  // namespace patchlens::ui::words
