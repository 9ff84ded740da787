#include "app/ui/plots/vector_plot.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

ImU32 ghost_colour(const Context& context) {
    return context.palette.muted.packed(0.45F);
}

ImU32 ghost_end_colour(const Context& context) {
    return context.palette.text.packed(0.9F);
}

std::string numbered(Context& context, int dim, float value) {
    return context.language("inspector.dimension_value", {std::to_string(dim), with_sign(value)});
}

/// What is plotted, in the order of the plot.
struct Series {
    const char* name;  ///< the probe's name for it
    std::span<const float> values;
    std::span<const float> rings = {};  ///< the pinned vector's numbers in the same order; may be empty
    std::span<const float> ghost = {};  ///< the numbers of before in the same order; may be empty
    std::span<const int> dims = {};     ///< the dimension at each place; empty: place i is dimension i
    bool ranked = false;                ///< whether the tooltip shows the place

    int dim_at(int place) const { return dims.empty() ? place : dims[static_cast<std::size_t>(place)]; }
    int place_of(int dim) const {
        if (dims.empty()) return dim;
        return static_cast<int>(std::find(dims.begin(), dims.end(), dim) - dims.begin());
    }
    float at(int place) const { return values[static_cast<std::size_t>(place)]; }
};

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

class BarPlot {
public:
    BarPlot(Context& context, const Series& series, const model::Results& results, const Rect& place,
            float largest)
        : context_(context),
          series_(series),
          selected_(series.place_of(results.selection.dim)),
          place_(place),
          label_(compat::size_of(context.fonts.mono_small) + context.px(4)),
          plot_{{place.min.x, place.min.y + label_}, place.max},
          columns_(bar_columns(series.values, static_cast<int>(plot_.width()))),
          step_(plot_.width() / static_cast<float>(columns_.size())),
          largest_(largest) {}

    /// Where the bars stand, below the line that names the selected one.
    const Rect& bars() const { return plot_; }

    void draw() {
        mark(selected_, Mark::selected);
        const auto count = static_cast<int>(series_.values.size());
        if (context_.hovered.dim && *context_.hovered.dim < count)
            mark(series_.place_of(*context_.hovered.dim), Mark::hovered);
        const float zero = zero_line();
        fill(context_, {{plot_.min.x, zero}, {plot_.max.x, zero + context_.px(1)}}, context_.palette.edge);
        if (largest_ > 0) {
            draw_ghost();
            draw_bars();
            draw_ghost_ends();
            draw_rings();
        }
        write_value();
    }

    /// The place in the series under the mouse.
    int under_mouse() const {
        const float mouse = ImGui::GetIO().MousePos.x - plot_.min.x;
        const auto column = static_cast<std::size_t>(
            std::clamp(mouse / step_, 0.0F, static_cast<float>(columns_.size() - 1)));
        return strongest_of(series_.values, columns_[column]);
    }

private:
    float zero_line() const { return std::floor(plot_.centre().y); }
    float height_of(float value) const {
        return std::round(value / largest_ * (std::floor(plot_.height() / 2) - 1));
    }
    float x_of(std::size_t column) const {
        return std::floor(plot_.min.x + step_ * static_cast<float>(column));
    }
    std::size_t column_of(int place) const {
        const auto found = std::find_if(columns_.begin(), columns_.end(),
                                        [place](const BarColumn& bar) { return place <= bar.last; });
        return static_cast<std::size_t>(found - columns_.begin());
    }

    void mark(int place, Mark how) {
        const std::size_t column = column_of(place);
        const float left = x_of(column);
        const float right = std::max(left + std::max(1.0F, context_.px(1)), x_of(column + 1));
        column_marker(context_, {{left, plot_.min.y}, {right, plot_.max.y}}, how);
    }

    void draw_ghost() {
        if (series_.ghost.empty()) return;
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float zero = zero_line();
        const float gap = step_ >= 4 ? 1.0F : 0.0F;
        const std::vector<BarColumn> before = bar_columns(series_.ghost, static_cast<int>(columns_.size()));
        for (std::size_t column = 0; column < before.size(); ++column) {
            const float left = x_of(column);
            const float right = std::max(left + 1, x_of(column + 1) - gap);
            const float up = height_of(before[column].high);
            const float down = -height_of(before[column].low);
            draw.AddRectFilled({left, zero - up}, {right, zero + 1 + down}, ghost_colour(context_));
        }
    }

    /// Where the bars of before end, over the present ones, which may be longer and hide them.
    void draw_ghost_ends() {
        if (series_.ghost.empty()) return;
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float zero = zero_line();
        const float gap = step_ >= 4 ? 1.0F : 0.0F;
        const float line = std::max(1.0F, context_.px(1));
        const ImU32 colour = ghost_end_colour(context_);
        const std::vector<BarColumn> before = bar_columns(series_.ghost, static_cast<int>(columns_.size()));
        for (std::size_t column = 0; column < before.size(); ++column) {
            const float left = x_of(column);
            const float right = std::max(left + 1, x_of(column + 1) - gap);
            const float up = height_of(before[column].high);
            const float down = -height_of(before[column].low);
            if (up > 0) draw.AddRectFilled({left, zero - up}, {right, zero - up + line}, colour);
            if (down > 0)
                draw.AddRectFilled({left, zero + 1 + down - line}, {right, zero + 1 + down}, colour);
        }
    }

    void draw_bars() {
        const Palette& palette = context_.palette;
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float zero = zero_line();
        const std::size_t selected = column_of(selected_);
        const float gap = step_ >= 4 ? 1.0F : 0.0F;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const float left = x_of(column);
            const float right = std::max(left + 1, x_of(column + 1) - gap);
            const float up = height_of(columns_[column].high);
            const float down = -height_of(columns_[column].low);
            const bool accent = column == selected;
            if (up > 0)
                draw.AddRectFilled({left, zero - up}, {right, zero},
                                   accent ? palette.accent : palette.diverging.positive);
            if (down > 0)
                draw.AddRectFilled({left, zero + 1}, {right, zero + 1 + down},
                                   accent ? palette.accent : palette.diverging.negative);
        }
    }

    /// The pinned vector: a ring at each number where there is space, else dots at the extremes of each
    /// column.
    void draw_rings() {
        if (series_.rings.empty()) return;
        const ImU32 colour = context_.palette.pinned;
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        const float zero = zero_line();
        if (step_ >= context_.px(7)) {
            for (std::size_t i = 0; i < series_.rings.size(); ++i) {
                if (!std::isfinite(series_.rings[i])) continue;
                const ImVec2 centre{x_of(i) + step_ / 2, zero - height_of(series_.rings[i])};
                draw.AddCircle(centre, context_.px(2.5F), colour, 8, std::max(1.0F, context_.px(1.5F)));
            }
            return;
        }
        const float size = std::max(1.0F, context_.px(1.5F));
        const auto dot = [&](float x, float value) {
            const float y = zero - height_of(value);
            draw.AddRectFilled({x, y - size / 2}, {x + size, y + size / 2}, colour);
        };
        const std::vector<BarColumn> others = bar_columns(series_.rings, static_cast<int>(columns_.size()));
        for (std::size_t column = 0; column < others.size(); ++column) {
            if (others[column].high > 0) dot(x_of(column), others[column].high);
            if (others[column].low < 0) dot(x_of(column), others[column].low);
        }
    }

    void write_value() {
        const std::string text = numbered(context_, series_.dim_at(selected_), series_.at(selected_));
        const float width = text_width(context_.fonts.mono_small, text) + 1;
        const float middle = x_of(column_of(selected_)) + step_ / 2;
        const float left =
            std::clamp(middle - width / 2, place_.min.x, std::max(place_.min.x, place_.max.x - width));
        text_in(context_, {{left, place_.min.y}, {left + width, place_.min.y + label_}},
                context_.fonts.mono_small, context_.palette.accent, text);
    }

    Context& context_;
    const Series& series_;
    int selected_;
    Rect place_;
    float label_;
    Rect plot_;
    std::vector<BarColumn> columns_;
    float step_;
    float largest_;
};

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

void draw_series(Context& context, const Series& series, const model::Results& results, const Rect& place,
                 model::Actions& actions) {
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
    std::string value = numbered(context, dim, series.at(under));
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

std::vector<BarColumn> bar_columns(std::span<const float> values, int most) {
    const auto count = static_cast<int>(values.size());
    const int columns = std::max(1, std::min(count, most));
    std::vector<BarColumn> bars(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        BarColumn& bar = bars[static_cast<std::size_t>(column)];
        bar.first = static_cast<int>(std::int64_t{column} * count / columns);
        bar.last = static_cast<int>((std::int64_t{column} + 1) * count / columns) - 1;
        for (int i = bar.first; i <= bar.last; ++i) {
            const float value = values[static_cast<std::size_t>(i)];
            if (!std::isfinite(value)) continue;
            bar.low = std::min(bar.low, value);
            bar.high = std::max(bar.high, value);
        }
    }
    return bars;
}

int strongest_of(std::span<const float> values, const BarColumn& column) {
    int strongest = column.first;
    for (int i = column.first; i <= column.last; ++i) {
        const auto strength = [&](int index) { return std::abs(values[static_cast<std::size_t>(index)]); };
        if (strength(i) > strength(strongest)) strongest = i;
    }
    return strongest;
}

int strip_columns(int count, ImVec2 place) {
    const double ideal = std::sqrt(static_cast<double>(count) * place.x / std::max(1.0F, place.y));
    const int columns = std::clamp(static_cast<int>(std::lround(ideal)), 1, std::max(1, count));
    const int rows = (count + columns - 1) / columns;
    return (count + rows - 1) / rows;
}

void draw_ghost_sample(Context& context, const Rect& place) {
    fill(context, place, ghost_colour(context));
    fill(context, {place.min, {place.max.x, place.min.y + std::max(1.0F, context.px(1))}},
         ghost_end_colour(context));
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
        tooltip_beside(
            context, place, Beside::above,
            {numbered(context, dim, values[static_cast<std::size_t>(dim)]), sum_lead_text(context)});
    }
}

}  // namespace patchlens::ui
