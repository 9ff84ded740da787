#include "app/ui/plots/vector_plot.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/vector_bars.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// The room for the numbers at the left of the bars, the same for all of them, so that the bars stay in
/// place.
float axis_width(const Context& context) {
    return std::ceil(text_width(context.fonts.mono_small, "+0.0000")) + context.px(6);
}

/// The largest magnitude with both signs at the ends, and zero at its line where there is room.
void draw_axis(Context& context, const Rect& place, float largest) {
    ImFont* font = context.fonts.mono_small;
    const float high = line_height(font);
    const auto label = [&](float y, const std::string& text) {
        text_in(context, rect_at({place.min.x, std::floor(y)}, place.width(), high), font,
                context.palette.muted, text, Align::right);
    };
    if (largest > 0) {
        label(place.min.y, axis_number(largest));
        label(place.max.y - high, axis_number(-largest));
    }
    if (place.height() >= 3 * high || largest == 0) label(place.centre().y - high / 2, "0");
}

std::string sum_lead_text(const Context& context) {
    return lead_text(context.language, model::ProjectionView::planes, "lead.double");
}

/// The dimension under the mouse becomes the one hovered everywhere; with the button held, it is selected,
/// and a double click leads to its sum.
bool touched(Context& context, const model::Results& results, const Press& press, int dim,
             model::Actions& actions) {
    if (!press.hovered && !press.held) return false;
    context.hovering.dim = dim;
    if (press.held && dim != results.selection.dim) actions.emplace_back(model::SelectDimension{dim});
    if (press.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
        actions.emplace_back(model::Lead{model::ProjectionView::planes, results.selection.patch, dim});
    return true;
}

void draw_series(Context& context, const VectorSeries& series, const model::Results& results,
                 const Rect& place, model::Actions& actions) {
    const float largest =
        std::max({largest_of(series.values), largest_of(series.rings), largest_of(series.ghost)});
    const Rect bars{{place.min.x + axis_width(context), place.min.y}, place.max};
    const Press press = pressable(context, series.name, bars);
    BarPlot plot(context, series, results, bars, largest);
    plot.draw();
    draw_axis(context, {{place.min.x, plot.bars().min.y}, {bars.min.x - context.px(5), place.max.y}},
              largest);
    const int under = plot.under_mouse();
    const int dim = series.dim_at(under);
    offer_menu(context, series.name, press, model::Term::vector, [&](bool at_mouse) {
        const int selected = results.selection.dim;
        const int meant = at_mouse ? dim : selected;
        MenuLines lines{copy_value(context, series.at(series.place_of(meant)))};
        add_dimension(context, lines, selected, meant);
        return lines;
    });
    if (!touched(context, results, press, dim, actions)) return;
    std::string value = numbered_dimension(context, dim, series.at(under));
    if (!series.ghost.empty())
        value += context.language("inspector.ghost.value",
                                  {with_sign(series.ghost[static_cast<std::size_t>(under)])});
    const std::string rank =
        context.language("inspector.rank", {std::to_string(under + 1), grouped(std::ssize(series.values))});
    const std::string leads = sum_lead_text(context);
    if (series.rings.empty()) {
        if (series.ranked) return tooltip_beside(context, place, Beside::above, {value, rank, leads});
        return tooltip_beside(context, place, Beside::above, {value, leads});
    }
    const std::string other = context.language("inspector.pinned_value",
                                               {with_sign(series.rings[static_cast<std::size_t>(under)])});
    if (series.ranked) return tooltip_beside(context, place, Beside::above, {value, other, rank, leads});
    tooltip_beside(context, place, Beside::above, {value, other, leads});
}

std::span<const float> pinned_vector(const model::Results& results) {
    return results.comparison ? std::span<const float>(results.comparison->vector) : std::span<const float>();
}

std::vector<float> in_order(std::span<const float> values, std::span<const int> order) {
    std::vector<float> ordered;
    if (values.empty()) return ordered;
    ordered.reserve(order.size());
    for (const int dim : order)
        ordered.push_back(values[static_cast<std::size_t>(dim)]);
    return ordered;
}

}  // namespace

int strip_columns(int count, ImVec2 place) {
    const double ideal = std::sqrt(static_cast<double>(count) * place.x / std::max(1.0F, place.y));
    const int columns = std::clamp(static_cast<int>(std::lround(ideal)), 1, std::max(1, count));
    const int rows = (count + columns - 1) / columns;
    return (count + rows - 1) / rows;
}

void draw_vector_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions, std::span<const float> ghost, const char* name) {
    draw_series(context,
                {.name = name, .values = *results.vector, .rings = pinned_vector(results), .ghost = ghost},
                results, place, actions);
}

void draw_sorted_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions, std::span<const float> ghost) {
    const std::vector<float> values = in_order(*results.vector, *results.order);
    const std::vector<float> rings = in_order(pinned_vector(results), *results.order);
    const std::vector<float> before = in_order(ghost, *results.order);
    draw_series(context,
                {.name = "inspector/vector",
                 .values = values,
                 .rings = rings,
                 .ghost = before,
                 .dims = *results.order,
                 .ranked = true},
                results, place, actions);
}

void draw_difference_plot(Context& context, const model::Results& results, const Rect& place,
                          model::Actions& actions) {
    draw_series(context, {.name = "inspector/difference", .values = results.comparison->difference}, results,
                place, actions);
}

void draw_vector_strip(Context& context, const model::Results& results, const Rect& place,
                       model::Actions& actions) {
    const std::vector<float>& values = *results.vector;
    const auto count = static_cast<int>(values.size());
    const int columns = strip_columns(count, place.size());
    const int rows = (count + columns - 1) / columns;
    const Source source{results.vector, columns, &context.palette};
    const Texture& texture = context.pictures.of("inspector/strip", source, [&] {
        return strip_image(values, columns, context.palette.diverging, largest_of(values));
    });
    const Press press = pressable(context, "inspector/strip", place);
    picture(context, texture, place);

    const float cell_width = place.width() / static_cast<float>(columns);
    const float cell_height = place.height() / static_cast<float>(rows);
    const auto cell = [&](int dim) {
        return rect_at({place.min.x + cell_width * static_cast<float>(dim % columns),
                        place.min.y + cell_height * static_cast<float>(dim / columns)},
                       cell_width, cell_height);
    };
    if (context.hovered.dim && *context.hovered.dim < count)
        marker(context, cell(*context.hovered.dim), Mark::hovered);
    marker(context, cell(results.selection.dim), Mark::selected);

    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const int row = std::clamp(static_cast<int>((mouse.y - place.min.y) / cell_height), 0, rows - 1);
    const int column = std::clamp(static_cast<int>((mouse.x - place.min.x) / cell_width), 0, columns - 1);
    const int dim = std::min(row * columns + column, count - 1);
    offer_menu(context, "inspector/strip", press, model::Term::vector, [&](bool at_mouse) {
        const int selected = results.selection.dim;
        const int meant = at_mouse ? dim : selected;
        MenuLines lines{copy_value(context, values[static_cast<std::size_t>(meant)])};
        add_dimension(context, lines, selected, meant);
        add_picture(context, lines,
                    strip_image(values, columns, context.palette.diverging, largest_of(values)), "vector");
        return lines;
    });
    if (touched(context, results, press, dim, actions)) {
        tooltip_beside(context, place, Beside::above,
                       {numbered_dimension(context, dim, values[static_cast<std::size_t>(dim)]),
                        sum_lead_text(context)});
    }
}

}  // namespace patchlens::ui
