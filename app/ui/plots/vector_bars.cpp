#include "app/ui/plots/vector_bars.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

ImU32 ghost_colour(const Context& context) {
    return context.palette.muted.packed(0.45F);
}

ImU32 ghost_end_colour(const Context& context) {
    return context.palette.text.packed(0.9F);
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

std::string numbered_dimension(const Context& context, int dim, float value) {
    return context.language("inspector.dimension_value", {std::to_string(dim), with_sign(value)});
}

void draw_ghost_sample(Context& context, const Rect& place) {
    fill(context, place, ghost_colour(context));
    fill(context, {place.min, {place.max.x, place.min.y + std::max(1.0F, context.px(1))}},
         ghost_end_colour(context));
}

BarPlot::BarPlot(Context& context, const VectorSeries& series, const model::Results& results,
                 const Rect& place, float largest)
    : context_(context),
      series_(series),
      selected_(series.place_of(results.selection.dim)),
      place_(place),
      label_(compat::size_of(context.fonts.mono_small) + context.px(4)),
      plot_{{place.min.x, place.min.y + label_}, place.max},
      columns_(bar_columns(series.values, static_cast<int>(plot_.width()))),
      step_(plot_.width() / static_cast<float>(columns_.size())),
      largest_(largest) {}

void BarPlot::draw() {
    mark(selected_, Mark::selected);
    const auto count = static_cast<int>(series_.values.size());
    if (context_.hovered.dim && *context_.hovered.dim < count)
        mark(series_.place_of(*context_.hovered.dim), Mark::hovered);
    const float zero = zero_line();
    fill(context_, {{plot_.min.x, zero}, {plot_.max.x, zero + context_.px(1)}}, context_.palette.edge);
    if (largest_ > 0) {
        draw_ghost(false);
        draw_bars();
        draw_ghost(true);
        draw_rings();
    }
    write_value();
}

int BarPlot::under_mouse() const {
    const float mouse = ImGui::GetIO().MousePos.x - plot_.min.x;
    const auto column =
        static_cast<std::size_t>(std::clamp(mouse / step_, 0.0F, static_cast<float>(columns_.size() - 1)));
    return strongest_of(series_.values, columns_[column]);
}

BarPlot::Bar BarPlot::bar_of(const BarColumn& values, std::size_t column) const {
    const float zero = zero_line();
    const float gap = step_ >= 4 ? 1.0F : 0.0F;
    const float left = x_of(column);
    return {left, std::max(left + 1, x_of(column + 1) - gap), zero - height_of(values.high),
            zero + 1 - height_of(values.low)};
}

float BarPlot::zero_line() const {
    return std::floor(plot_.centre().y);
}

float BarPlot::height_of(float value) const {
    return std::round(value / largest_ * (std::floor(plot_.height() / 2) - 1));
}

float BarPlot::x_of(std::size_t column) const {
    return std::floor(plot_.min.x + step_ * static_cast<float>(column));
}

std::size_t BarPlot::column_of(int place) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(),
                                    [place](const BarColumn& bar) { return place <= bar.last; });
    return static_cast<std::size_t>(found - columns_.begin());
}

void BarPlot::mark(int place, Mark how) {
    const std::size_t column = column_of(place);
    const float left = x_of(column);
    const float right = std::max(left + std::max(1.0F, context_.px(1)), x_of(column + 1));
    column_marker(context_, {{left, plot_.min.y}, {right, plot_.max.y}}, how);
}

/// The bars of before; their ends alone go over the present ones, which may be longer and hide them.
void BarPlot::draw_ghost(bool ends_alone) {
    if (series_.ghost.empty()) return;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float zero = zero_line();
    const float line = std::max(1.0F, context_.px(1));
    const std::vector<BarColumn> before = bar_columns(series_.ghost, static_cast<int>(columns_.size()));
    for (std::size_t column = 0; column < before.size(); ++column) {
        const auto [left, right, top, bottom] = bar_of(before[column], column);
        if (!ends_alone) {
            draw.AddRectFilled({left, top}, {right, bottom}, ghost_colour(context_));
            continue;
        }
        const ImU32 colour = ghost_end_colour(context_);
        if (top < zero) draw.AddRectFilled({left, top}, {right, top + line}, colour);
        if (bottom > zero + 1) draw.AddRectFilled({left, bottom - line}, {right, bottom}, colour);
    }
}

void BarPlot::draw_bars() {
    const Palette& palette = context_.palette;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float zero = zero_line();
    const std::size_t selected = column_of(selected_);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const auto [left, right, top, bottom] = bar_of(columns_[column], column);
        const bool accent = column == selected;
        if (top < zero)
            draw.AddRectFilled({left, top}, {right, zero},
                               accent ? palette.accent : palette.diverging.positive);
        if (bottom > zero + 1)
            draw.AddRectFilled({left, zero + 1}, {right, bottom},
                               accent ? palette.accent : palette.diverging.negative);
    }
}

/// The pinned vector: a ring at each number where there is space, else dots at the extremes of each
/// column.
void BarPlot::draw_rings() {
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

void BarPlot::write_value() {
    const std::string text = numbered_dimension(context_, series_.dim_at(selected_), series_.at(selected_));
    const float width = text_width(context_.fonts.mono_small, text) + 1;
    const float middle = x_of(column_of(selected_)) + step_ / 2;
    const float left =
        std::clamp(middle - width / 2, place_.min.x, std::max(place_.min.x, place_.max.x - width));
    text_in(context_, {{left, place_.min.y}, {left + width, place_.min.y + label_}},
            context_.fonts.mono_small, context_.palette.accent, text);
}

}  // namespace patchlens::ui
