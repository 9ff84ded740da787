#include "app/ui/plots/vector_histogram.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/state/vector_text.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

std::int64_t most_in(const Histogram& histogram) {
    return *std::max_element(histogram.bins.begin(), histogram.bins.end());
}

/// Bins as bars: the left edge and the height of each.
struct Bars {
    Rect plot;
    double low = 0;
    double high = 1;
    int bins = 1;
    std::int64_t most = 1;

    float x_of(int bin) const {
        return std::floor(plot.min.x + plot.width() * static_cast<float>(bin) / static_cast<float>(bins));
    }
    float x_of_value(double value) const {
        const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
        return std::floor(plot.min.x + static_cast<float>(t) * (plot.width() - 1));
    }
    float top_of(std::int64_t count) const {
        const double part = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, most));
        return std::round(plot.max.y - static_cast<float>(part) * plot.height());
    }
};

void draw_bins(Context& context, const Bars& bars, const Histogram& histogram) {
    for (int bin = 0; bin < bars.bins; ++bin) {
        const double middle = (histogram.edge(bin) + histogram.edge(bin + 1)) / 2;
        const Diverging& colours = context.palette.diverging;
        const float right = std::max(bars.x_of(bin) + 1, bars.x_of(bin + 1) - 1);
        const std::int64_t count = histogram.bins[static_cast<std::size_t>(bin)];
        fill(context, {{bars.x_of(bin), bars.top_of(count)}, {right, bars.plot.max.y}},
             middle < 0 ? colours.negative : colours.positive);
    }
}

/// The other vector's bins as a line of steps.
void draw_steps(Context& context, const Bars& bars, const Histogram& histogram) {
    const ImU32 colour = context.palette.pinned;
    const float line = std::max(1.0F, context.px(1.5F));
    float before = bars.plot.max.y;
    for (int bin = 0; bin <= bars.bins; ++bin) {
        const float x = bars.x_of(bin);
        const float top =
            bin < bars.bins ? bars.top_of(histogram.bins[static_cast<std::size_t>(bin)]) : bars.plot.max.y;
        fill(context, {{x, std::min(before, top)}, {x + line, std::max(before, top) + line}}, colour);
        if (bin < bars.bins) fill(context, {{x, top}, {bars.x_of(bin + 1), top + line}}, colour);
        before = top;
    }
}

/// The values of the ends, and zero between them with a mark where there is room.
void draw_axis_below(Context& context, const Bars& bars, const Rect& place) {
    ImFont* font = context.fonts.mono_small;
    const Colour ink = context.palette.muted;
    const std::string low = with_sign(bars.low, 2);
    const std::string high = with_sign(bars.high, 2);
    text_in(context, place, font, ink, low);
    text_in(context, place, font, ink, high, Align::right);
    if (bars.low >= 0 || bars.high <= 0) return;
    const float zero = bars.x_of_value(0);
    fill(context, {{zero, bars.plot.min.y}, {zero + std::max(1.0F, context.px(1)), bars.plot.max.y}},
         ink.packed(0.6F));
    const float half = text_width(font, "0") / 2 + 1;
    const float apart = context.px(6);
    const bool room = zero - half >= place.min.x + text_width(font, low) + apart &&
                      zero + half <= place.max.x - text_width(font, high) - apart;
    if (room)
        text_in(context, {{zero - half, place.min.y}, {zero + half, place.max.y}}, font, ink, "0",
                Align::centre);
}

}  // namespace

int histogram_bins(std::size_t count) {
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count)))), 1, 64);
}

Histogram vector_histogram(std::span<const float> values, double low, double high) {
    const Eigen::Map<const Vector> numbers(values.data(), std::ssize(values));
    return histogram(numbers, histogram_bins(values.size()), low, high);
}

void draw_vector_histogram(Context& context, const model::Results& results, const Rect& place) {
    const Palette& palette = context.palette;
    ImFont* font = context.fonts.mono_small;
    const std::span<const float> values = *results.vector;
    Range range = range_of(values);
    if (results.comparison) {
        const Range other = range_of(results.comparison->vector);
        range = {std::min(range.low, other.low), std::max(range.high, other.high)};
    }
    const Histogram own = vector_histogram(values, range.low, range.high);
    std::optional<Histogram> other;
    if (results.comparison) other = vector_histogram(results.comparison->vector, range.low, range.high);

    const float line = compat::size_of(font) + context.px(4);
    const auto count = static_cast<int>(own.bins.size());
    const Bars bars{{{place.min.x, place.min.y + line}, {place.max.x, place.max.y - line}},
                    own.low,
                    own.high,
                    count,
                    std::max(most_in(own), other ? most_in(*other) : 0)};
    const Press press = pressable(context, "inspector/vector", place);
    const float mouse = ImGui::GetIO().MousePos.x - bars.plot.min.x;
    const int under =
        std::clamp(static_cast<int>(mouse / bars.plot.width() * static_cast<float>(count)), 0, count - 1);
    offer_menu(context, "inspector/vector", press, model::Term::vector, [&](bool at_mouse) {
        MenuLines lines;
        if (at_mouse)
            lines.push_back(copy_shown(context, grouped(own.bins[static_cast<std::size_t>(under)])));
        const PatchPosition patch = results.selection.patch;
        lines.push_back(copy_text(
            context.language("context.copy_vector"), model::vector_text(values, model::VectorFormat::text),
            {"vector.copied_text", {std::to_string(patch.row), std::to_string(patch.column)}}));
        return lines;
    });
    if (press.hovered) {
        column_marker(context, {{bars.x_of(under), bars.plot.min.y}, {bars.x_of(under + 1), bars.plot.max.y}},
                      Mark::hovered);
    }
    draw_bins(context, bars, own);
    if (other) draw_steps(context, bars, *other);
    fill(context, {{bars.plot.min.x, bars.plot.max.y}, {bars.plot.max.x, bars.plot.max.y + context.px(1)}},
         palette.muted);

    const float value = values[static_cast<std::size_t>(results.selection.dim)];
    if (std::isfinite(value)) {
        const float x = bars.x_of_value(value);
        const Rect stroke{{x, bars.plot.min.y}, {x + context.px(2), bars.plot.max.y}};
        fill(context, stroke, palette.accent);
        column_marker(context, stroke, Mark::selected);
    }
    const std::string text = context.language("inspector.dimension_value",
                                              {std::to_string(results.selection.dim), with_sign(value)});
    text_in(context, {place.min, {place.max.x, place.min.y + line}}, font, palette.accent, text);
    const std::string most = context.language("inspector.most", {grouped(bars.most)});
    const float left = place.max.x - std::ceil(text_width(context.fonts.small, most)) - 1;
    text_in(context, {{left, place.min.y}, {place.max.x, place.min.y + line}}, context.fonts.small,
            palette.muted, most);
    draw_axis_below(context, bars, {{place.min.x, place.max.y - line}, place.max});

    if (!press.hovered) return;
    const auto numbers = [&](const Histogram& histogram) {
        return grouped(histogram.bins[static_cast<std::size_t>(under)]);
    };
    const std::string edges =
        context.language("inspector.bin", {with_sign(own.edge(under)), with_sign(own.edge(under + 1))});
    const std::string counted =
        context.language("inspector.bin_count", {numbers(own), grouped(std::ssize(values))});
    if (!other) return tooltip_beside(context, place, Beside::above, {counted, edges});
    tooltip_beside(context, place, Beside::above,
                   {counted, context.language("inspector.pinned_value", {numbers(*other)}), edges});
}

}  // namespace patchlens::ui
