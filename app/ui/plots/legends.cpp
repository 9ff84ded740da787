#include "app/ui/plots/legends.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/sequential.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

float legend_line(const Context& context) {
    return line_height(context.fonts.mono_small) + context.px(1);
}

/// The width of the colours from which on they stand between their ends.
float readable_bar(const Context& context) {
    return context.px(24);
}

float width_beside(const Context& context, const Legend& legend) {
    const ImFont* font = context.fonts.mono_small;
    return std::ceil(std::max(text_width(font, legend.low), text_width(font, legend.high))) + context.px(6);
}

float title_width(const Context& context, const Legend& legend) {
    return legend.title.empty() ? 0
                                : std::ceil(text_width(context.fonts.small, legend.title)) + context.px(12);
}

bool fits_one_line(const Context& context, const Legend& legend, float width) {
    return legend.title.empty() ||
           title_width(context, legend) + 2 * width_beside(context, legend) + context.px(44) <= width;
}

Colour colour_at(const std::vector<Colour>& stops, float t) {
    const float place = t * static_cast<float>(stops.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    return mix(stops[first], stops[first + 1], place - static_cast<float>(first));
}

/// The colours, with zero marked above and below, and written where there is room.
void draw_colours_of(Context& context, const Legend& legend, const Rect& bar) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const auto x_of = [&](float t) { return std::round(bar.min.x + bar.width() * t); };
    const auto parts = legend.stops.size() - 1;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto t_of = [&](std::size_t at) { return static_cast<float>(at) / static_cast<float>(parts); };
        const ImU32 left = legend.stops[part];
        const ImU32 right = legend.stops[part + 1];
        draw.AddRectFilledMultiColor({x_of(t_of(part)), bar.min.y}, {x_of(t_of(part + 1)), bar.max.y}, left,
                                     right, right, left);
    }
    outline(context, bar, context.palette.edge, context.px(1));
    if (!legend.zero) return;
    const float x = x_of(*legend.zero);
    const float tick = context.px(3);
    const float line = std::max(1.0F, context.px(1));
    fill(context, {{x, bar.min.y - tick}, {x + line, bar.min.y}}, context.palette.muted);
    fill(context, {{x, bar.max.y}, {x + line, bar.max.y + tick}}, context.palette.muted);
    ImFont* font = context.fonts.mono_small;
    const float half = std::ceil(text_width(font, "0") / 2) + 1;
    const bool room = bar.height() >= line_height(font) && x - half >= bar.min.x && x + half <= bar.max.x;
    if (!room) return;
    text_in(context, {{x - half, bar.min.y}, {x + half, bar.max.y}}, font,
            ink_on(colour_at(legend.stops, *legend.zero)), "0", Align::centre);
}

/// One line: the ends beside the colours, or below them where there is no room beside.
void draw_scale_line(Context& context, const Rect& place, const Legend& legend) {
    ImFont* font = context.fonts.mono_small;
    const Colour ink = context.palette.muted;
    const float beside = width_beside(context, legend);
    if (place.width() - 2 * beside >= readable_bar(context)) {
        const float inset = std::floor((place.height() - line_height(font)) / 2);
        const Rect bar{{place.min.x + beside, place.min.y + inset},
                       {place.max.x - beside, place.max.y - inset}};
        draw_colours_of(context, legend, bar);
        text_in(context, {place.min, {bar.min.x, place.max.y}}, font, ink, legend.low);
        text_in(context, {{bar.max.x, place.min.y}, place.max}, font, ink, legend.high, Align::right);
        return;
    }
    const float both = text_width(font, legend.both) + context.px(6);
    if (!legend.both.empty() && place.width() - both >= readable_bar(context)) {
        const Rect bar{{place.min.x, place.centre().y - context.px(4)},
                       {place.max.x - both, place.centre().y + context.px(4)}};
        draw_colours_of(context, legend, bar);
        text_in(context, {{bar.max.x, place.min.y}, place.max}, font, ink, legend.both, Align::right);
        return;
    }
    const Rect bar{place.min, {place.max.x, place.min.y + context.px(4)}};
    draw_colours_of(context, legend, bar);
    const Rect under{{place.min.x, bar.max.y + context.px(1)}, place.max};
    if (!legend.both.empty()) return text_in(context, under, font, ink, legend.both, Align::centre);
    text_in(context, under, font, ink, legend.low);
    text_in(context, under, font, ink, legend.high, Align::right);
}

/// Where zero is between two ends; nothing if it is outside or they are no ends.
std::optional<float> place_of_zero(Range range) {
    if (!(range.low < range.high) || range.low > 0 || range.high < 0) return std::nullopt;
    return -range.low / (range.high - range.low);
}

}  // namespace

std::string legend_title(const Context& context, std::string_view quantity, std::string_view unit) {
    return context.language("legend.title", {std::string(quantity), std::string(unit)});
}

std::string unitless_title(const Context& context, std::string_view quantity) {
    return legend_title(context, quantity, context.language("legend.no_unit"));
}

Legend signed_legend(const Context& context, std::string title, float largest, int decimals) {
    if (decimals == 0) decimals = largest > 0 && largest < 0.02F ? 4 : 2;
    Legend legend =
        signed_legend(context, std::move(title), with_sign(-static_cast<double>(largest), decimals),
                      with_sign(largest, decimals));
    legend.both = "±" + without_plus(largest, decimals);
    return legend;
}

Legend signed_legend(const Context& context, std::string title, std::string low, std::string high) {
    const Diverging& colours = context.palette.diverging;
    return {.title = std::move(title),
            .stops = {colours.negative, colours.neutral, colours.positive},
            .low = std::move(low),
            .high = std::move(high),
            .zero = 0.5F};
}

Legend meaning(Legend legend, model::Term term) {
    legend.term = term;
    return legend;
}

Legend sequential_legend(std::string title, Range range, bool sign, int decimals) {
    const auto end = [&](float value) {
        return sign ? with_sign(value, decimals) : without_plus(value, decimals);
    };
    return {.title = std::move(title),
            .stops = {sequential.stops.begin(), sequential.stops.end()},
            .low = end(range.low),
            .high = end(range.high),
            .zero = place_of_zero(range)};
}

Legend ramp_legend(std::string title, const Ramp& ramp, std::string low, std::string high) {
    return {.title = std::move(title),
            .stops = {ramp.dark, ramp.bright},
            .low = std::move(low),
            .high = std::move(high)};
}

float two_line_legend(const Context& context) {
    return 2 * legend_line(context);
}

float legend_height(const Context& context, const Legend& legend, float width) {
    return fits_one_line(context, legend, width) ? legend_line(context) : two_line_legend(context);
}

void draw_legend(Context& context, const Rect& place, const Legend& legend) {
    const float line = legend_line(context);
    const float height = legend_height(context, legend, place.width());
    const Rect used =
        rect_at({place.min.x, std::floor(place.centre().y - height / 2)}, place.width(), height);
    Rect scale = used;
    if (!legend.title.empty()) {
        const bool beside = fits_one_line(context, legend, place.width());
        const Rect title = beside ? rect_at(used.min, title_width(context, legend), line)
                                  : rect_at(used.min, used.width(), line);
        text_in(context, title, context.fonts.small, context.palette.muted, legend.title);
        if (legend.term) term_at(context, title, context.fonts.small, legend.title, *legend.term);
        scale.min = beside ? ImVec2{title.max.x, used.min.y} : ImVec2{used.min.x, title.max.y};
    }
    draw_scale_line(context, scale, legend);
}

}  // namespace patchlens::ui
