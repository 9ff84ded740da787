#include "app/ui/plots/sum_chart.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// What is summed: the products of one channel, or the bias.
struct Summand {
    std::string name;
    double value = 0;
    Colour colour;
};

std::vector<Summand> summands_of(Context& context, const Explanation& explanation, bool bias) {
    const auto channels = static_cast<int>(explanation.channel_sums.size());
    std::vector<Summand> summands;
    for (int channel = 0; channel < channels; ++channel) {
        const auto index = static_cast<std::size_t>(channel);
        summands.push_back({channel_letter(channel, channels), explanation.channel_sums[index],
                            context.palette.channel.at(channels == 1 ? 3 : index)});
    }
    if (bias)
        summands.push_back({context.language("inspector.bias"), explanation.bias, context.palette.muted});
    return summands;
}

void offer_sum_menu(Context& context, const Rect& place, double number) {
    offer_readout_menu(context, "inspector/sum", place, model::Term::sum,
                       [&] { return MenuLines{copy_value(context, static_cast<float>(number))}; });
}

/// The summands and their sum on one line or two: "R +0.1834  G +0.5022 …  = +0.8505".
void draw_lines(Context& context, const std::vector<Summand>& summands, double value, Column& column) {
    ImFont* font = context.fonts.mono;
    Rect row = column.row(context.px(22));
    float x = row.min.x;
    const auto put = [&](const std::string& text, ImU32 colour, double number) {
        const float width = text_width(font, text);
        if (x + width > row.max.x && x > row.min.x) {
            row = column.row(context.px(22));
            x = row.min.x;
        }
        const Rect place{{x, row.min.y}, {x + width + 1, row.max.y}};
        text_in(context, place, font, colour, text);
        offer_sum_menu(context, place, number);
        x += width + context.px(14);
    };
    for (const Summand& summand : summands)
        put(summand.name + " " + with_sign(summand.value), summand.colour, summand.value);
    put("= " + with_sign(value), context.palette.accent, value);
}

/// The range of the running sums and zero.
struct Scale {
    double low = 0;
    double high = 0;

    explicit Scale(const std::vector<Summand>& summands) {
        double sum = 0;
        for (const Summand& summand : summands) {
            sum += std::isfinite(summand.value) ? summand.value : 0;
            low = std::min(low, sum);
            high = std::max(high, sum);
        }
        if (high <= low) high = low + 1;
    }
    float x_of(double value, const Rect& place) const {
        const double inside = std::clamp(value, low, high);
        return std::floor(place.min.x +
                          static_cast<float>((inside - low) / (high - low)) * (place.width() - 1));
    }
};

/// A bar from `from` to `to` with the head of an arrow at its end.
void draw_step(Context& context, float from, float to, float y, Colour colour) {
    const float half = context.px(4);
    const float head = std::min(std::abs(to - from), context.px(8));
    const float neck = to > from ? to - head : to + head;
    fill(context, {{std::min(from, neck), y - half}, {std::max(from, neck) + 1, y + half}}, colour);
    const float wing = half + context.px(3);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (to >= from) {
        draw.AddTriangleFilled({neck, y - wing}, {to + 1, y}, {neck, y + wing}, colour);
    } else {
        draw.AddTriangleFilled({neck + 1, y + wing}, {to, y}, {neck + 1, y - wing}, colour);
    }
}

void draw_chart(Context& context, const std::vector<Summand>& summands, double value, Column& column) {
    const Scale scale(summands);
    ImFont* font = context.fonts.mono;
    float name_width = text_width(font, "=");
    for (const Summand& summand : summands)
        name_width = std::max(name_width, text_width(font, summand.name));
    const float number_width = std::max(text_width(font, with_sign(value)), text_width(font, "+0.0000"));

    const auto bars_in = [&](const Rect& row) {
        return Rect{{row.min.x + name_width + context.px(14), row.min.y},
                    {row.max.x - number_width - context.px(14), row.max.y}};
    };
    double sum = 0;
    const auto row_of = [&](const std::string& name, double number, double from, double to, Colour colour,
                            Colour ink) {
        const Rect row = column.row(context.px(22));
        text_in(context, {row.min, {row.min.x + name_width + 1, row.max.y}}, font, colour, name);
        text_in(context, {{row.max.x - number_width - 1, row.min.y}, row.max}, font, ink, with_sign(number),
                Align::right);
        offer_sum_menu(context, row, number);
        const Rect bars = bars_in(row);
        const float zero = scale.x_of(0, bars);
        fill(context, {{zero, bars.min.y}, {zero + context.px(1), bars.max.y}}, context.palette.edge);
        if (!std::isfinite(from) || !std::isfinite(to)) return;
        const float a = scale.x_of(from, bars);
        const float b = scale.x_of(to, bars);
        draw_step(context, a, b, std::floor(row.centre().y), colour);
    };
    for (const Summand& summand : summands) {
        row_of(summand.name, summand.value, sum, sum + summand.value, summand.colour, context.palette.text);
        sum += summand.value;
    }
    row_of("=", value, 0, value, context.palette.accent, context.palette.accent);
    const Rect axis = column.row(context.px(sum_axis_height));
    const float zero = scale.x_of(0, bars_in(axis));
    const float half = text_width(context.fonts.mono_small, "0");
    text_in(context, {{zero - half, axis.min.y}, {zero + half, axis.max.y}}, context.fonts.mono_small,
            context.palette.muted, "0", Align::centre);
}

}  // namespace

void draw_sum(Context& context, const model::Results& results, Column& column, bool steps) {
    const Explanation& explanation = *results.explanation;
    const bool bias = results.options.config.bias;
    const std::vector<Summand> summands = summands_of(context, explanation, bias);
    const float top = column.y;
    if (steps) {
        draw_chart(context, summands, explanation.value, column);
    } else {
        draw_lines(context, summands, explanation.value, column);
    }
    column.gap(context.px(4));
    const std::string products = grouped(static_cast<std::int64_t>(explanation.terms.size()));
    text_in(context, column.row(context.px(22)), context.fonts.small, context.palette.muted,
            bias ? context.language("inspector.sum", {products})
                 : context.language("inspector.sum_without_bias", {products}));
    context.probe.item("inspector/sum", {column.x, top}, {column.x + column.width, column.y});
}

}  // namespace patchlens::ui
