#include <array>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/model/state/vector_text.h"
#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/vector_histogram.h"
#include "app/ui/plots/vector_bars.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/choice.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::VectorFormat;
using model::VectorView;

const char* view_key(VectorView view) {
    switch (view) {
        case VectorView::order:
            return "vector.order";
        case VectorView::sorted:
            return "vector.sorted";
        case VectorView::histogram:
            break;
    }
    return "vector.histogram";
}

void choose_view(const Inspection& at, const Rect& row) {
    std::vector<Segment> choices;
    std::size_t current = 0;
    const auto views = model::names_of<VectorView>;
    for (std::size_t i = 0; i < views.size(); ++i) {
        if (views[i].second == at.session.place<model::Explore>().vector_view) current = i;
        choices.push_back({std::string(views[i].first), at.context.language(view_key(views[i].second))});
    }
    const Rect place{row.min, {row.min.x + segments_width(at.context, choices), row.max.y}};
    const auto chosen = segments(at.context, "inspector/view", place, choices, current);
    const Rect last{{place.max.x - segments_width(at.context, {&choices.back(), 1}), place.min.y}, place.max};
    means(at.context, last, model::Term::histogram);
    if (!chosen) return;
    at.look<model::Explore>([&](auto& look) { look.vector_view = views[*chosen].second; });
}

void copy_vector(const Inspection& at, const Rect& row) {
    Context& context = at.context;
    const model::Language& language = context.language;
    const std::vector<ChoiceItem> formats{{"text", language("vector.as_text"), {}, {}},
                                          {"numpy", language("vector.as_numpy"), {}, {}},
                                          {"csv", language("vector.as_csv"), {}, {}}};
    constexpr std::array in_order{std::pair(VectorFormat::text, "vector.copied_text"),
                                  std::pair(VectorFormat::numpy, "vector.copied_numpy"),
                                  std::pair(VectorFormat::csv, "vector.copied_csv")};
    const ChoiceItem button{{}, language("vector.copy"), {}, {}};
    const float width = choice_width(context, {&button, 1});
    const auto chosen = choice(context, {{row.max.x - width, row.min.y}, row.max},
                               {"inspector/copy", button.label, -1, false, choice_width(context, formats)},
                               [&] { return formats; });
    if (!chosen) return;
    const auto& [format, copied] = in_order.at(static_cast<std::size_t>(*chosen));
    const PatchPosition patch = at.results.selection.patch;
    at.actions.emplace_back(
        model::CopyText{model::vector_text(*at.results.vector, format),
                        {copied, {std::to_string(patch.row), std::to_string(patch.column)}}});
}

/// What the grey bars are, left of `right`, and a cross that takes them away; changed pixels keep theirs.
void draw_ghost_legend(const Inspection& at, const Rect& title, float left, float right) {
    Context& context = at.context;
    if (context.ghost == nullptr) return;
    const bool changed = at.results.selection.times != 1;
    const char* label = context.language(changed ? "inspector.ghost.unchanged" : "inspector.ghost.before");
    const float side = context.px(20);
    Rect place{{left, title.min.y}, {right, title.max.y}};
    if (!changed) {
        const Rect close = rect_at({right - side, std::floor(title.centre().y - side / 2)}, side, side);
        if (cross(context, "inspector/ghost/close", close, context.language("inspector.ghost.close")).clicked)
            at.actions.emplace_back(model::DismissGhost{});
        place.max.x = close.min.x - context.px(4);
    }
    const float wide = std::ceil(text_width(context.fonts.small, label)) + 1;
    const bool named = place.width() >= wide + context.px(18);
    if (named) text_in(context, place, context.fonts.small, context.palette.muted, label, Align::right);
    const float swatch = context.px(10);
    const float x = place.max.x - (named ? wide + context.px(5) : 0) - swatch;
    const Rect sample = rect_at({x, std::floor(title.centre().y - swatch / 2)}, swatch, swatch);
    if (x < left) return;
    draw_ghost_sample(context, sample);
    context.probe.item("inspector/ghost", sample.min, place.max);
}

}  // namespace

void vector_section(const Inspection& at) {
    Context& context = at.context;
    const std::string heading =
        context.language("inspector.vector", {grouped(at.results.options.config.embed_dim)});
    const Rect title = at.title(heading);
    term_at(context, title, context.fonts.heading, heading, model::Term::vector);
    lead_button(at, "inspector/vector/lead", {{title.max.x - lead_width(context), title.min.y}, title.max},
                lead_to_sum(at.results));
    draw_ghost_legend(at, title, title.min.x + text_width(context.fonts.heading, heading) + context.px(10),
                      title.max.x - lead_width(context) - context.px(6));
    const Rect choices = at.column.row(context.px(26));
    choose_view(at, choices);
    copy_vector(at, choices);
    at.column.gap(context.px(6));
    const Rect plot = at.column.row(at.layout.plot);
    std::span<const float> ghost;
    if (context.ghost != nullptr) ghost = *context.ghost;
    switch (at.session.place<model::Explore>().vector_view) {
        case VectorView::order:
            draw_vector_plot(context, at.results, plot, at.actions, ghost);
            break;
        case VectorView::sorted:
            draw_sorted_plot(context, at.results, plot, at.actions, ghost);
            break;
        case VectorView::histogram:
            draw_vector_histogram(context, at.results, plot);
            break;
    }
    at.column.gap(context.px(8));
    draw_vector_strip(context, at.results, at.column.row(at.layout.strip), at.actions);
    at.column.gap(context.px(2));
    const Legend legend = signed_legend(context, unitless_title(context, context.language("legend.values")),
                                        largest_of(*at.results.vector));
    draw_legend(context, at.column.row(legend_height(context, legend, at.column.width)), legend);
    at.column.gap(context.px(10));
}

}  // namespace patchlens::ui
