#include "app/ui/plots/curve_plot.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// How far a logarithmic axis reaches below the largest value.
constexpr double most_decades = 8;

class CurveAxes {
public:
    CurveAxes(const CurvePlot& plot, const Rect& place) : plot_(plot), place_(place) {
        high_ = plot.values.empty() ? 1 : *std::ranges::max_element(plot.values);
        if (!(high_ > 0)) high_ = 1;
        low_ = 0;
        if (!plot.logarithmic_up) return;
        low_ = high_;
        for (const double value : plot.values) {
            if (value > 0) low_ = std::min(low_, value);
        }
        low_ = std::max(low_, high_ * std::pow(10, -most_decades));
        if (low_ == high_) low_ = high_ / 10;
    }

    float x_of(double number) const {
        const double first = plot_.first;
        const double last = std::max(plot_.last, plot_.first + 1);
        const double part = plot_.logarithmic_across ? std::log(number / first) / std::log(last / first)
                                                     : (number - first) / (last - first);
        return place_.min.x + static_cast<float>(std::clamp(part, 0.0, 1.0)) * place_.width();
    }
    float y_of(double value) const {
        const double inside = std::clamp(value, low_, high_);
        const double part = plot_.logarithmic_up ? std::log(inside / low_) / std::log(high_ / low_)
                                                 : (inside - low_) / (high_ - low_);
        return place_.max.y - static_cast<float>(part) * place_.height();
    }
    int number_at(float x) const {
        const double part = std::clamp((x - place_.min.x) / std::max(1.0F, place_.width()), 0.0F, 1.0F);
        const double first = plot_.first;
        const double last = std::max(plot_.last, plot_.first + 1);
        const double at =
            plot_.logarithmic_across ? first * std::pow(last / first, part) : first + (last - first) * part;
        return static_cast<int>(std::clamp(std::lround(at), std::lround(first), std::lround(last)));
    }
    double low() const { return low_; }
    double high() const { return high_; }

private:
    const CurvePlot& plot_;
    Rect place_;
    double low_ = 0;
    double high_ = 1;
};

std::optional<double> value_at(const CurvePlot& plot, int number) {
    const auto index = static_cast<std::size_t>(std::max(0, number - plot.first));
    if (number < plot.first || plot.values.empty()) return std::nullopt;
    if (index >= plot.values.size()) return plot.stays ? std::optional(plot.values.back()) : std::nullopt;
    return plot.values[index];
}

void draw_line(Context& context, const CurvePlot& plot, const CurveAxes& axes, const Rect& area) {
    std::vector<ImVec2> points;
    for (std::size_t i = 0; i < plot.values.size(); ++i) {
        const ImVec2 at{axes.x_of(plot.first + static_cast<double>(i)), axes.y_of(plot.values[i])};
        // Of many numbers in one column of pixels the first and the last are enough for curves like these.
        if (points.size() > 1 && at.x - points[points.size() - 2].x < 1) points.pop_back();
        points.push_back(at);
    }
    if (points.empty()) return;
    if (plot.stays || points.size() == 1) points.push_back({area.max.x, points.back().y});
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float half = context.px(2);
    draw.PushClipRect({area.min.x - half, area.min.y - half}, {area.max.x + half, area.max.y + half}, true);
    compat::add_polyline(draw, points, context.palette.text, std::max(1.0F, context.px(1.5F)));
    draw.PopClipRect();
}

void draw_exact(Context& context, const Rect& area, float x) {
    const float dash = context.px(4);
    for (float y = area.min.y; y < area.max.y; y += 2 * dash)
        fill(context, {{x, y}, {x + context.px(1), std::min(y + dash, area.max.y)}}, context.palette.muted);
}

/// The ends of the axis below the curve and between them the marked number and what the dashed line stands
/// at; where they would touch, the ends give way.
void draw_numbers_across(Context& context, const CurvePlot& plot, const CurveAxes& axes, const Rect& line) {
    ImFont* font = context.fonts.mono_small;
    const float gap = context.px(6);
    std::vector<Rect> taken;
    const auto put = [&](int number, Colour colour) {
        const std::string text = grouped(number);
        const float width = std::ceil(text_width(font, text)) + 1;
        const float left =
            std::clamp(std::floor(axes.x_of(number) - width / 2), line.min.x, line.max.x - width);
        const Rect place{{left, line.min.y}, {left + width, line.max.y}};
        const auto touches = [&](const Rect& other) {
            return place.min.x < other.max.x + gap && other.min.x < place.max.x + gap;
        };
        if (std::ranges::any_of(taken, touches)) return;
        taken.push_back(place);
        text_in(context, place, font, colour, text);
    };
    if (plot.marked) put(*plot.marked, context.palette.accent);
    if (plot.exact && *plot.exact <= plot.last) put(*plot.exact, context.palette.text);
    put(plot.first, context.palette.muted);
    put(plot.last, context.palette.muted);
}

void draw_mark(Context& context, const CurvePlot& plot, const CurveAxes& axes, const Rect& area) {
    if (!plot.marked) return;
    const float x = std::floor(axes.x_of(*plot.marked));
    fill(context, {{x - context.px(1), area.min.y}, {x + context.px(1), area.max.y}}, context.palette.accent);
    const auto value = value_at(plot, *plot.marked);
    const float y = value ? axes.y_of(*value) : area.max.y;
    if (value) ImGui::GetWindowDrawList()->AddCircleFilled({x, y}, context.px(4), context.palette.accent);
    context.probe.item(std::string(plot.name) + "/marked", {x - context.px(4), y - context.px(4)},
                       {x + context.px(4), y + context.px(4)});
}

}  // namespace

float least_curve_height(const Context& context) {
    return 2 * line_height(context.fonts.small) + line_height(context.fonts.mono_small) + context.px(48);
}

std::optional<int> draw_curve_plot(Context& context, const Rect& place, const CurvePlot& plot) {
    const Palette& palette = context.palette;
    ImFont* font = context.fonts.mono_small;
    const float line = line_height(context.fonts.small) + context.px(2);
    const float numbers = line_height(font) + context.px(2);
    const CurveAxes ends(plot, place);
    const std::string high = plot.write(ends.high());
    const std::string low = plot.logarithmic_up ? plot.write(ends.low()) : "0";
    const float gutter = std::ceil(std::max(text_width(font, high), text_width(font, low))) + context.px(8);
    const float dot = context.px(5);
    const Rect area{{place.min.x + gutter, place.min.y + line + std::ceil(numbers / 2)},
                    {place.max.x - dot, place.max.y - numbers - line}};
    const CurveAxes axes(plot, area);
    ImFont* words = context.fonts.small;
    const Rect above{place.min, {place.max.x, place.min.y + line}};
    const std::string& brief = plot.short_up.empty() ? plot.up : plot.short_up;
    text_in(context, above, words, palette.muted, first_that_fits(words, above.width(), {plot.up, brief}));
    const auto at_left = [&](const std::string& text, float y) {
        text_in(context, {{place.min.x, y}, {area.min.x - context.px(6), y + numbers}}, font, palette.muted,
                text, Align::right);
    };
    at_left(high, std::floor(area.min.y - numbers / 2));
    at_left(low, std::floor(area.max.y - numbers / 2));
    fill(context, {{area.min.x - context.px(1), area.min.y}, {area.min.x, area.max.y}}, palette.edge);
    fill(context, {{area.min.x, area.max.y}, {area.max.x, area.max.y + context.px(1)}}, palette.edge);
    draw_numbers_across(context, plot, axes,
                        {{area.min.x, area.max.y + context.px(2)}, {place.max.x, area.max.y + numbers}});
    const Rect below{{place.min.x, place.max.y - line}, place.max};
    const bool beside_gutter = text_width(words, plot.across) <= area.width();
    text_in(context, {{beside_gutter ? area.min.x : below.min.x, below.min.y}, below.max}, words,
            palette.muted, plot.across, Align::centre);
    if (plot.exact && *plot.exact <= plot.last) draw_exact(context, area, std::floor(axes.x_of(*plot.exact)));

    const Press press =
        pressable(context, plot.name, {{area.min.x, area.min.y}, {area.max.x, area.max.y}}, 2);
    draw_line(context, plot, axes, area);
    draw_mark(context, plot, axes, area);
    if (!press.hovered && !press.held) return std::nullopt;
    const int under = axes.number_at(ImGui::GetIO().MousePos.x);
    const float x = std::floor(axes.x_of(under));
    fill(context, {{x, area.min.y}, {x + context.px(1), area.max.y}}, palette.hovered);
    if (const auto value = value_at(plot, under))
        tooltip_beside(context, place, Beside::above,
                       {plot.write(*value), plot.across + ": " + grouped(under)});
    return press.held ? std::optional(under) : std::nullopt;
}

}  // namespace patchlens::ui
