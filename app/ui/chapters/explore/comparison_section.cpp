#include <cmath>
#include <string>

#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// NaN, as from a NaN in a weights file, is shown as a word.
std::string number_text(const Context& context, double value) {
    return std::isnan(value) ? std::string(context.language("inspector.undefined")) : with_sign(value);
}

std::string length_text(const Context& context, double value) {
    const std::string text = number_text(context, value);
    return text.front() == '+' ? text.substr(1) : text;
}

void heading(const Inspection& at, PatchPosition pinned) {
    Context& context = at.context;
    const Rect row = at.column.row(context.px(26));
    const float icon = context.px(16);
    pin_icon(context, rect_at({row.min.x, row.centre().y - icon / 2}, icon, icon), context.palette.pinned);
    const std::string label = context.language("inspector.unpin");
    const float width = text_width(context.fonts.small, label) + context.px(22);
    const Rect button{{row.max.x - width, row.min.y}, row.max};
    const std::string name =
        context.language("inspector.compared", {std::to_string(pinned.row), std::to_string(pinned.column)});
    text_in(context, {{row.min.x + context.px(22), row.min.y}, {button.min.x - context.px(6), row.max.y}},
            context.fonts.heading, context.palette.text, name);
    const float rounding = button.height() / 2;
    const Press press = pressable(context, "inspector/unpin", button, rounding);
    if (press.hovered) fill(context, button, context.palette.raised, rounding);
    outline(context, button, press.hovered ? context.palette.hovered : context.palette.edge, context.px(1),
            rounding);
    text_in(context, button, context.fonts.small, context.palette.text, label, Align::centre);
    if (press.clicked) at.actions.emplace_back(model::PinPatch{});
    at.column.gap(context.px(4));
}

}  // namespace

void comparison_section(const Inspection& at) {
    if (!at.results.comparison) return;
    Context& context = at.context;
    const model::Comparison& comparison = *at.results.comparison;
    const model::Language& language = context.language;
    heading(at, comparison.pinned);
    if (comparison.pinned == at.results.selection.patch) {
        at.column.gap(paragraph(context, {at.column.x, at.column.y}, at.column.width, context.fonts.small,
                                context.palette.muted, language("inspector.compare_hint")) +
                      context.px(14));
        return;
    }
    const int dim = at.results.selection.dim;
    const float height = context.px(24);
    key_value(context, at.column, "compare/cosine", language("compare.cosine"),
              number_text(context, comparison.cosine), height, model::Term::cosine_similarity);
    key_value(context, at.column, "compare/distance", language("compare.distance"),
              length_text(context, comparison.distance), height, model::Term::distance);
    key_value(context, at.column, "compare/dimension", language("compare.dimension", {std::to_string(dim)}),
              number_text(context, comparison.difference[static_cast<std::size_t>(dim)]), height,
              model::Term::dimension);
    at.column.gap(context.px(6));
    draw_difference_plot(context, at.results, at.column.row(at.layout.difference), at.actions);
    const Rect caption = at.column.row(context.px(20));
    text_in(context, caption, context.fonts.small, context.palette.muted, language("compare.caption"));
    at.column.gap(context.px(10));
}

}  // namespace patchlens::ui
