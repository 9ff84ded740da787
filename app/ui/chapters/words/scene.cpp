#include "app/ui/chapters/words/scene.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/words/parts.h"
#include "app/ui/compat.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using words::View;

/// The table glides: in this many seconds a third of the way is left.
constexpr double glide_seconds = 0.04;

void type_sentence(const View& view, const Rect& row) {
    Context& context = view.context;
    const std::string label = context.language("words.sentence");
    const float label_width = std::max(context.px(96), std::ceil(text_width(context.fonts.body, label)));
    text_in(context, row, context.fonts.body, context.palette.text, label);
    const Rect field{{row.min.x + label_width, std::floor(row.centre().y - context.px(14))},
                     {row.max.x, std::floor(row.centre().y + context.px(14))}};
    const auto typed =
        entry(context, "words/entry", field, view.session.choice<model::Words>().sentence, Align::left);
    if (!typed) return;
    view.choose([&](model::Words::Choice& choice) {
        choice.sentence = *typed;
        choice.word = 0;
    });
    view.look([](model::Words::Place& place) { place.row = -1; });
}

void choose_length(const View& view, Column& column) {
    const int n = view.session.choice<model::Words>().n;
    const SliderAnswer answer = slider(view.context, column,
                                       {"words/n",
                                        "n",
                                        view.context.language("words.help.n"),
                                        n,
                                        {Track::Kind::logarithmic, 1, std::max(64, n), {}},
                                        1,
                                        std::max(64, n)},
                                       view.context.px(34));
    if (answer.refused) view.actions.emplace_back(model::ReportError{*answer.refused});
    if (!answer.value) return;
    if (*answer.value < 1 || *answer.value > model::largest_embed_dim) {
        view.actions.emplace_back(model::ReportError{
            Error(ErrorCode::value_out_of_range,
                  {"n", "1", std::to_string(model::largest_embed_dim), std::to_string(*answer.value)})});
        return;
    }
    view.choose([&](model::Words::Choice& choice) { choice.n = static_cast<int>(*answer.value); });
}

/// Sentence and n, beside each other where there is room.
void draw_controls(const View& view, Column& column) {
    Context& context = view.context;
    const bool wide = column.width >= context.px(720);
    if (!wide) {
        type_sentence(view, column.row(context.px(34)));
        choose_length(view, column);
        return;
    }
    Column right{column.x + std::floor(column.width * 0.6F), column.y, std::ceil(column.width * 0.4F)};
    Rect left = column.row(context.px(34));
    left.max.x = right.x - context.px(16);
    type_sentence(view, left);
    choose_length(view, right);
}

void read_arrows(const View& view) {
    if (ImGui::GetIO().WantTextInput || view.context.focus.arrows_taken()) return;
    view.context.focus.take_arrows();
    int step = 0;
    if (compat::pressed(compat::Key::right) || compat::pressed(compat::Key::down)) ++step;
    if (compat::pressed(compat::Key::left) || compat::pressed(compat::Key::up)) --step;
    const int last = static_cast<int>(view.table().tokens.size()) - 1;
    const int word = std::clamp(view.lookup.word + step, 0, std::max(0, last));
    if (step != 0 && word != view.lookup.word) view.select(word);
}

/// Takes the table a frame further on its way.
void glide(const View& view) {
    const WordToken* token = view.lookup.token();
    if (view.session.place<model::Words>().row < 0) return;
    const double target = token != nullptr ? token->index : 0;
    view.look([&](model::Words::Place& place) {
        place.row = target + (place.row - target) * std::exp(-double{seconds_to_play()} / glide_seconds);
        if (std::abs(place.row - target) < 0.02 || view.session.reduced_motion || token == nullptr)
            place.row = -1;
    });
}

void draw_lookup(const View& view, Column& column, float bottom) {
    Context& context = view.context;
    words::caption(view, column, context.language("words.caption.index"));
    const Rect index = words::draw_sentence(view, column.row(context.px(words::sentence_height)));
    column.gap(context.px(12));

    const float gutter = context.px(20);
    column.x += gutter;  // beside the line that goes down
    const Rect heading = words::caption(
        view, column,
        context.language("words.caption.table",
                         {std::to_string(view.table().rows()), std::to_string(view.table().n)}));
    column.x -= gutter;
    const float width = std::min(context.px(240), heading.width() * 0.42F);
    signed_legend(
        context,
        {{heading.max.x - 2 * gutter - width, heading.min.y}, {heading.max.x - 2 * gutter, heading.max.y}},
        view.table().largest);
    const Rect rest{{column.x + gutter, column.y}, {column.x + column.width - gutter, bottom}};
    const Rect vector{{rest.min.x, rest.max.y - context.px(26)}, rest.max};
    const Rect table{rest.min, {rest.max.x, vector.min.y - context.px(18)}};
    const Rect row = words::draw_table(view, table);
    words::draw_vector(view, vector);
    words::connect(view, {index.centre().x, index.max.y}, column.x + gutter / 2, {row.min.x, row.centre().y});
    const float right = rest.max.x + gutter / 2;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float line = std::max(1.0F, context.px(2));
    draw.AddLine({row.max.x, row.centre().y}, {right, row.centre().y}, context.palette.accent, line);
    draw.AddLine({right, row.centre().y}, {right, vector.centre().y}, context.palette.accent, line);
    arrow(view.context, {right, vector.centre().y}, {vector.max.x, vector.centre().y},
          context.palette.accent);
    column.y = bottom;
}

}  // namespace

void draw_words(Context& context, const model::Session& session, const model::Results& results,
                const Rect& scene, model::Actions& actions) {
    if (context.words == nullptr) return;
    const View view{context, session, results, *context.words, actions};
    glide(view);  // before anything that chooses, so that what is chosen comes last
    Column column{scene.min.x + context.px(16), scene.min.y + context.px(14), scene.width() - context.px(32)};
    scene_heading(context, column, context.language("words.title"), context.language("words.subtitle"));
    draw_controls(view, column);
    column.gap(context.px(10));
    read_arrows(view);

    const float bottom = scene.max.y - context.px(12);
    const float caption_height = context.px(20);
    if (view.lookup.token() == nullptr) {
        paragraph(context, {column.x, column.y}, column.width, context.fonts.body, context.palette.muted,
                  context.language("words.none"));
        return;
    }
    const float gap = context.px(12);
    const float bridge = std::clamp((bottom - column.y) * 0.24F, context.px(108), context.px(170));
    const float below = 2 * (gap + caption_height) + context.px(words::one_hot_height) + bridge;
    draw_lookup(view, column, bottom - below);
    column.gap(gap);
    words::caption(view, column, context.language("words.caption.product"));
    words::draw_one_hot(view, column.row(context.px(words::one_hot_height)));
    column.gap(gap);
    words::caption(view, column, context.language("words.caption.bridge"));
    words::draw_bridge(view, column.row(bridge));
}

}  // namespace patchlens::ui
