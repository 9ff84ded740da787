#include "app/ui/plots/legends.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/sequential.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// Draws texts at both ends of `place`; returns the bar between them, centred whatever their widths.
Rect bar_between(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    ImFont* font = context.fonts.mono_small;
    const float side = std::ceil(std::max(text_width(font, low), text_width(font, high))) + context.px(6);
    const Rect bar{{place.min.x + side, place.centre().y - context.px(4)},
                   {place.max.x - side, place.centre().y + context.px(4)}};
    text_in(context, {place.min, {bar.min.x, place.max.y}}, font, context.palette.muted, low);
    text_in(context, {{bar.max.x, place.min.y}, place.max}, font, context.palette.muted, high, Align::right);
    return bar;
}

void fill_across(const Rect& place, ImU32 left, ImU32 right) {
    ImGui::GetWindowDrawList()->AddRectFilledMultiColor(place.min, place.max, left, right, right, left);
}

}  // namespace

void signed_legend(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    const Diverging& colours = context.palette.diverging;
    const Rect bar = bar_between(context, place, low, high);
    const float middle = std::floor(bar.centre().x);
    fill_across({bar.min, {middle, bar.max.y}}, colours.negative, colours.neutral);
    fill_across({{middle, bar.min.y}, bar.max}, colours.neutral, colours.positive);
    fill(context, {{middle, bar.min.y - context.px(2)}, {middle + 1, bar.max.y + context.px(2)}},
         context.palette.muted);
}

void signed_legend(Context& context, const Rect& place, float largest) {
    const int decimals = largest > 0 && largest < 0.02F ? 4 : 2;
    signed_legend(context, place, with_sign(-static_cast<double>(largest), decimals),
                  with_sign(largest, decimals));
}

void sequential_legend(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    const Rect bar = bar_between(context, place, low, high);
    const std::size_t parts = sequential.stops.size() - 1;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto x_of = [&](std::size_t at) {
            return bar.min.x + bar.width() * static_cast<float>(at) / static_cast<float>(parts);
        };
        fill_across({{x_of(part), bar.min.y}, {x_of(part + 1), bar.max.y}}, sequential.stops.at(part),
                    sequential.stops.at(part + 1));
    }
}

void ramp_legend(Context& context, const Rect& place, const Ramp& ramp, const std::string& low,
                 const std::string& high) {
    fill_across(bar_between(context, place, low, high), ramp.dark, ramp.bright);
}

}  // namespace patchlens::ui
