#include "app/ui/vector_plot.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/numbers.h"
#include "app/ui/raster.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

std::string numbered(Context& context, int dim, float value) {
    return context.language("inspector.dimension_value", {std::to_string(dim), with_sign(value)});
}

/// Hover, tooltip and click of the dimension under the mouse.
void touch(Context& context, const model::Results& results, const Press& press, int dim,
           model::Actions& actions) {
    if (!press.hovered && !press.held) return;
    context.hovering.dim = dim;
    tooltip(context, {numbered(context, dim, (*results.vector)[static_cast<std::size_t>(dim)])});
    if (press.held && dim != results.selection.dim) actions.emplace_back(model::SelectDimension{dim});
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

void draw_vector_plot(Context& context, const model::Results& results, const Rect& place,
                      model::Actions& actions) {
    const std::span<const float> values = *results.vector;
    const float largest = largest_of(values);
    const float label = compat::size_of(context.fonts.mono_small) + context.px(4);
    const Rect plot{{place.min.x, place.min.y + label}, place.max};
    const float zero = std::floor(plot.centre().y);
    const float half = std::floor(plot.height() / 2) - 1;
    const std::vector<BarColumn> bars = bar_columns(values, static_cast<int>(plot.width()));
    const float step = plot.width() / static_cast<float>(bars.size());

    const Press press = pressable(context, "inspector/vector", place);
    const Palette& palette = context.palette;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const auto x_of = [&](std::size_t column) {
        return std::floor(plot.min.x + step * static_cast<float>(column));
    };
    const auto column_of = [&](int dim) {
        const auto found =
            std::find_if(bars.begin(), bars.end(), [dim](const BarColumn& bar) { return dim <= bar.last; });
        return static_cast<std::size_t>(found - bars.begin());
    };
    const auto mark = [&](int dim, ImU32 colour) {
        const std::size_t column = column_of(dim);
        const float left = x_of(column);
        const float right = std::max(left + std::max(1.0F, context.px(1)), x_of(column + 1));
        draw.AddRectFilled({left, plot.min.y}, {right, plot.max.y}, (colour & 0x00FFFFFFU) | 0x48000000U);
    };
    mark(results.selection.dim, palette.accent);
    if (context.hovered.dim && *context.hovered.dim < static_cast<int>(values.size()))
        mark(*context.hovered.dim, palette.hovered);

    draw.AddRectFilled({plot.min.x, zero}, {plot.max.x, zero + 1}, palette.border);
    const std::size_t selected_column = column_of(results.selection.dim);
    for (std::size_t column = 0; column < bars.size() && largest > 0; ++column) {
        const float left = x_of(column);
        const float gap = step >= 4 ? 1.0F : 0.0F;
        const float right = std::max(left + 1, x_of(column + 1) - gap);
        const float up = std::round(bars[column].high / largest * half);
        const float down = std::round(-bars[column].low / largest * half);
        const bool selected = column == selected_column;
        if (up > 0)
            draw.AddRectFilled({left, zero - up}, {right, zero},
                               selected ? palette.accent : palette.diverging.positive);
        if (down > 0)
            draw.AddRectFilled({left, zero + 1}, {right, zero + 1 + down},
                               selected ? palette.accent : palette.diverging.negative);
    }

    const float value = values[static_cast<std::size_t>(results.selection.dim)];
    const std::string text = numbered(context, results.selection.dim, value);
    const float width = text_width(context.fonts.mono_small, text) + 1;
    const float middle = x_of(selected_column) + step / 2;
    const float left =
        std::clamp(middle - width / 2, place.min.x, std::max(place.min.x, place.max.x - width));
    text_in(context, {{left, place.min.y}, {left + width, place.min.y + label}}, context.fonts.mono_small,
            palette.accent, text);

    const float mouse = ImGui::GetIO().MousePos.x - plot.min.x;
    const auto under =
        static_cast<std::size_t>(std::clamp(mouse / step, 0.0F, static_cast<float>(bars.size() - 1)));
    touch(context, results, press, strongest_of(values, bars[under]), actions);
}

void draw_vector_strip(Context& context, const model::Results& results, const Rect& place,
                       model::Actions& actions) {
    const std::vector<float>& values = *results.vector;
    const auto count = static_cast<int>(values.size());
    const int columns = strip_columns(count, place.size());
    const int rows = (count + columns - 1) / columns;
    const Source source{results.vector, columns, &context.palette};
    const Texture& texture = context.pictures.of("inspector/strip", source, Sampling::nearest, [&] {
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
        outline(context, cell(*context.hovered.dim), context.palette.hovered, context.px(1.5F));
    outline(context, cell(results.selection.dim), context.palette.accent, std::max(1.0F, context.px(1.5F)));

    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const int row = std::clamp(static_cast<int>((mouse.y - place.min.y) / cell_height), 0, rows - 1);
    const int column = std::clamp(static_cast<int>((mouse.x - place.min.x) / cell_width), 0, columns - 1);
    touch(context, results, press, std::min(row * columns + column, count - 1), actions);
}

}  // namespace patchlens::ui
