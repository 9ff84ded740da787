#include "app/ui/chapters/projection/running_curve.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/model/state/vector_text.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {
namespace {

/// Terms from left to right, sums upwards; the bias has a step of its own after the last term.
class Axes {
public:
    Axes(const Stage& stage, const Rect& place) : place_(place), count_(stage.count()) {
        const model::Summation& sum = *stage.shown.summation;
        low_ = sum.lowest();
        high_ = sum.highest();
        const double value = stage.shown.explanation->value;
        if (std::isfinite(value)) {
            low_ = std::min(low_, value);
            high_ = std::max(high_, value);
        }
        if (high_ <= low_) high_ = low_ + 1;
        const bool bias = stage.results.options.config.bias;
        terms_right_ = place.max.x - (bias ? stage.px(34) : 0);
        margin_ = stage.px(6);
    }

    /// The middle of a term's column.
    float x_of(double term) const {
        const double part = (term + 0.5) / static_cast<double>(count_);
        return place_.min.x + static_cast<float>(part) * (terms_right_ - place_.min.x);
    }
    float edge_of(std::int64_t term) const { return x_of(static_cast<double>(term) - 0.5); }
    float y_of(double sum) const {
        const double part = (std::clamp(sum, low_, high_) - low_) / (high_ - low_);
        return place_.max.y - margin_ - static_cast<float>(part) * (place_.height() - 2 * margin_);
    }
    std::int64_t term_at(float x) const {
        const double part = (x - place_.min.x) / std::max(1.0F, terms_right_ - place_.min.x);
        return std::clamp(static_cast<std::int64_t>(part * static_cast<double>(count_)), std::int64_t{0},
                          count_ - 1);
    }
    float terms_right() const { return terms_right_; }
    double low() const { return low_; }
    double high() const { return high_; }
    bool inside(double sum) const { return std::isfinite(sum); }

private:
    Rect place_;
    std::int64_t count_;
    double low_ = 0;
    double high_ = 1;
    float terms_right_ = 0;
    float margin_ = 0;
};

/// The height of the channels' names and the bias below the curve.
float names_height(const Stage& stage) {
    return stage.px(18);
}

void draw_regions(const Stage& stage, const Axes& axes, const Rect& plot) {
    Context& context = stage.context;
    const std::int64_t area = stage.patch().area();
    for (int channel = 0; channel < stage.channels(); ++channel) {
        const Rect region{{axes.edge_of(channel * area), plot.min.y},
                          {axes.edge_of((channel + 1) * area), plot.max.y}};
        fill(context, region, stage.ink_of(channel).packed(0.13F));
        const Rect letter = rect_at({region.min.x, region.max.y}, region.width(), names_height(stage));
        const char* name = channel_letter(channel, stage.channels());
        if (text_width(context.fonts.small, name) <= letter.width())
            text_in(context, letter, context.fonts.small, stage.ink_of(channel), name, Align::centre);
    }
    if (!stage.results.options.config.bias) return;
    const Rect bias{{axes.terms_right(), plot.min.y}, plot.max};
    fill(context, bias, context.palette.muted.packed(0.16F));
    text_in(context, rect_at({bias.min.x, bias.max.y}, bias.width(), names_height(stage)),
            context.fonts.small, context.palette.muted, context.language("inspector.bias"), Align::centre);
}

/// An end of the scale with few digits, and never "−0.00".
std::string end_text(double end, const Axes& axes) {
    constexpr double readable = 0.005;
    if (std::abs(end) >= readable) return with_sign(end, 2);
    if (std::max(axes.high(), -axes.low()) >= readable) return "0";
    std::string text = with_sign(end);
    return text.erase(text.find('0'), 1);  // "+.0018"
}

void draw_scale(const Stage& stage, const Axes& axes, const Rect& gutter) {
    Context& context = stage.context;
    const float height = stage.px(18);
    const auto label = [&](double sum, const std::string& text) {
        const float y = std::clamp(axes.y_of(sum) - height / 2, gutter.min.y, gutter.max.y - height);
        text_in(context, {{gutter.min.x, y}, {gutter.max.x, y + height}}, context.fonts.mono_small,
                context.palette.muted, text, Align::right);
    };
    if (axes.high() > 0) label(axes.high(), end_text(axes.high(), axes));
    if (axes.low() < 0) label(axes.low(), end_text(axes.low(), axes));
}

/// Zero at the right of its line, and the numbers of the first and the last product below the curve.
void draw_zero_and_ends(const Stage& stage, const Axes& axes, const Rect& plot) {
    Context& context = stage.context;
    ImFont* font = context.fonts.mono_small;
    const float high = line_height(font);
    const float zero =
        std::clamp(axes.y_of(0) - high / 2, plot.min.y, std::max(plot.min.y, plot.max.y - high));
    text_in(context, rect_at({plot.max.x + stage.px(5), std::floor(zero)}, text_width(font, "0") + 1, high),
            font, context.palette.muted, "0");
    const Rect names{{plot.min.x, plot.max.y}, {axes.terms_right(), plot.max.y + names_height(stage)}};
    const std::string last = grouped(stage.count());
    const float letter = text_width(context.fonts.small, "G") + stage.px(8);
    const float region = names.width() / static_cast<float>(stage.channels());
    if (region < 2 * text_width(font, last) + letter) return;
    text_in(context, names, font, context.palette.muted, "1");
    if (stage.count() > 1) text_in(context, names, font, context.palette.muted, last, Align::right);
}

/// The curve up to the current product is bright, the rest is muted.
void draw_curve(const Stage& stage, const Axes& axes, const Rect& plot) {
    const Context& context = stage.context;
    const std::vector<CurvePoint> points =
        curve_points(*stage.shown.summation, std::max(2, static_cast<int>(plot.width())));
    std::vector<ImVec2> done;
    std::vector<ImVec2> left;
    const auto now = static_cast<double>(stage.term());
    for (const CurvePoint& point : points) {
        const ImVec2 at{axes.x_of(point.term), axes.y_of(point.sum)};
        if (point.term <= now) done.push_back(at);
        if (point.term >= now || left.empty()) left.push_back(at);
        if (point.term < now) left.front() = at;
    }
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float line = std::max(1.0F, stage.px(1.5F));
    if (stage.results.options.config.bias && std::isfinite(stage.shown.explanation->value)) {
        const float step = (axes.terms_right() + plot.max.x) / 2;
        const ImVec2 end{step, axes.y_of(stage.shown.explanation->value)};
        left.push_back({step, left.empty() ? end.y : left.back().y});
        left.push_back(end);
        draw.AddCircleFilled(end, stage.px(3), context.palette.accent);
    }
    compat::add_polyline(draw, left, context.palette.muted.packed(0.7F), line);
    compat::add_polyline(draw, done, context.palette.text, line * 1.4F);
}

/// A line with a disc where the sum is; of the hovered product a thin one with a ring.
void draw_cursor(const Stage& stage, const Axes& axes, const Rect& plot, std::int64_t term, double moment,
                 Mark mark) {
    const bool selected = mark == Mark::selected;
    const Palette& palette = stage.context.palette;
    const Colour colour = selected ? palette.accent : palette.hovered;
    const float x = axes.x_of(static_cast<double>(term) + moment);
    fill(stage.context, {{x - stage.px(1), plot.min.y}, {x + (selected ? stage.px(1) : 0), plot.max.y}},
         colour);
    const double sum = stage.shown.summation->through(term);
    if (!axes.inside(sum)) return;
    const ImVec2 centre{axes.x_of(static_cast<double>(term)), axes.y_of(sum)};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (selected) return draw.AddCircleFilled(centre, stage.px(4), colour);
    draw.AddCircle(centre, stage.px(4), colour, 0, std::max(1.0F, stage.px(1.5F)));
}

/// The sum after the product `under` the mouse, or after the current one; and all of them.
void offer_curve_menu(const Stage& stage, const Press& press, std::int64_t under) {
    Context& context = stage.context;
    offer_menu(context, "projection/curve", press, model::Term::sum, [&](bool at_mouse) {
        const model::Summation& sum = *stage.shown.summation;
        MenuLines lines{
            copy_value(context, static_cast<float>(sum.through(at_mouse ? under : stage.term())))};
        std::vector<float> all;
        for (std::int64_t term = 0; term < stage.count(); ++term)
            all.push_back(static_cast<float>(sum.through(term)));
        lines.push_back(copy_text(context.language("context.copy_sums"),
                                  model::vector_text(all, model::VectorFormat::text),
                                  {"message.sums", {grouped(stage.count())}}));
        return lines;
    });
}

}  // namespace

std::vector<CurvePoint> curve_points(const model::Summation& summation, int columns) {
    const auto stretches = summation.stretches();
    const std::size_t share =
        (stretches.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    std::vector<CurvePoint> points{{-0.5, 0}};
    for (std::size_t first = 0; first < stretches.size(); first += share) {
        const std::size_t end = std::min(first + share, stretches.size());
        const auto at = static_cast<double>(stretches[end - 1].last);
        double low = stretches[first].low;
        double high = stretches[first].high;
        for (std::size_t i = first; i < end; ++i) {
            low = std::min(low, stretches[i].low);
            high = std::max(high, stretches[i].high);
        }
        if (!(low <= high)) continue;  // nothing finite in this stretch
        points.push_back({at, low});
        if (high > low) points.push_back({at, high});
    }
    return points;
}

void draw_running_curve(Stage& stage, const Rect& place) {
    Context& context = stage.context;
    const float gutter = text_width(context.fonts.mono_small, "+00.00") + stage.px(8);
    const float right = text_width(context.fonts.mono_small, "0") + stage.px(6);
    const float title = line_height(context.fonts.small) + stage.px(3);
    const Rect plot{{place.min.x + gutter, place.min.y + title},
                    {place.max.x - right, place.max.y - names_height(stage)}};
    text_in(context, {{plot.min.x, place.min.y}, {place.max.x, plot.min.y}}, context.fonts.small,
            context.palette.muted, unitless_title(context, context.language("projection.running_sum")));
    const Axes axes(stage, plot);
    const Press press = pressable(context, "projection/curve", plot, 4);
    const bool mouse = press.hovered || press.held;
    if (press.held) stage.look_at(axes.term_at(ImGui::GetIO().MousePos.x));
    if (press.clicked && !mouse) {
        stage.look.playing = !stage.look.playing;
        stage.look.moment = 0;
    }
    offer_curve_menu(stage, press, axes.term_at(ImGui::GetIO().MousePos.x));
    draw_regions(stage, axes, plot);
    const float zero = axes.y_of(0);
    fill(context, {{plot.min.x, zero}, {plot.max.x, zero + stage.px(1)}}, context.palette.edge);
    draw_scale(stage, axes, {{place.min.x, plot.min.y}, {plot.min.x - stage.px(6), plot.max.y}});
    draw_zero_and_ends(stage, axes, plot);
    ImGui::PushClipRect(plot.min, plot.max, true);  // mitred corners extend beyond their points
    draw_curve(stage, axes, plot);
    ImGui::PopClipRect();
    outline(context, plot, context.palette.border, stage.px(1), stage.px(4));
    if (press.hovered && !press.held) {
        const std::int64_t under = axes.term_at(ImGui::GetIO().MousePos.x);
        draw_cursor(stage, axes, plot, under, 0, Mark::hovered);
        tooltip(context,
                {context.language("projection.sum_at", {grouped(under + 1), grouped(stage.count()),
                                                        with_sign(stage.shown.summation->through(under))})});
    }
    const bool glides = stage.look.playing && !stage.session.reduced_motion;
    draw_cursor(stage, axes, plot, stage.term(), glides ? stage.look.moment : 0, Mark::selected);
}

}  // namespace patchlens::ui::projection
