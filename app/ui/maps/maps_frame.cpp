#include "app/ui/maps/maps_frame.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "app/ui/drawing/numbers.h"

namespace patchlens::ui {
namespace {

/// Texts at both ends of `place`; returns the bar between them.
Rect legend_bar(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    ImFont* font = context.fonts.mono_small;
    const float left = std::ceil(text_width(font, low)) + context.px(6);
    const float right = std::ceil(text_width(font, high)) + context.px(6);
    const Rect bar{{place.min.x + left, place.centre().y - context.px(4)},
                   {place.max.x - right, place.centre().y + context.px(4)}};
    text_in(context, {place.min, {bar.min.x, place.max.y}}, font, context.palette.muted, low);
    text_in(context, {{bar.max.x, place.min.y}, place.max}, font, context.palette.muted, high, Align::right);
    return bar;
}

}  // namespace

std::string patch_text(const MapsFrame& frame, PatchPosition patch) {
    return frame.context.language("view.patch",
                                  {place_text(patch), grouped(frame.results.grid.token(patch))});
}

Rect Flow::next(float width) {
    if (x_ > row_.min.x && x_ + width > row_.max.x) {
        column_.gap(context_.px(6));
        row_ = column_.row(row_.height());
        x_ = row_.min.x;
    }
    const Rect place = rect_at({x_, row_.min.y}, width, row_.height());
    x_ = place.max.x + context_.px(6);
    return place;
}

Press Flow::chip(const char* name, const std::string& label, bool selected) {
    return ui::chip(context_, name, next(chip_width(context_, label)).min, label, selected);
}

ViewParts parts_below(const Context& context, const Rect& place, float tools_bottom) {
    const float line = context.px(24);
    const float legend = std::min(place.width() * 0.42F, context.px(300));
    const Rect bottom{{place.min.x, place.max.y - line}, place.max};
    return {{{place.min.x, tools_bottom}, {place.max.x, bottom.min.y - context.px(8)}},
            {bottom.min, {bottom.max.x - legend - context.px(10), bottom.max.y}},
            {{bottom.max.x - legend, bottom.min.y}, bottom.max}};
}

void signed_legend(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    const Diverging& colours = context.palette.diverging;
    const Rect bar = legend_bar(context, place, low, high);
    const float middle = std::floor(bar.centre().x);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilledMultiColor(bar.min, {middle, bar.max.y}, colours.negative, colours.neutral,
                                 colours.neutral, colours.negative);
    draw.AddRectFilledMultiColor({middle, bar.min.y}, bar.max, colours.neutral, colours.positive,
                                 colours.positive, colours.neutral);
    draw.AddRectFilled({middle, bar.min.y - context.px(2)}, {middle + 1, bar.max.y + context.px(2)},
                       context.palette.muted);
    context.probe.item("maps/legend", place.min, place.max);
}

void ramp_legend(Context& context, const Rect& place, const Ramp& ramp, const std::string& low,
                 const std::string& high) {
    const Rect bar = legend_bar(context, place, low, high);
    ImGui::GetWindowDrawList()->AddRectFilledMultiColor(bar.min, bar.max, ramp.dark, ramp.bright, ramp.bright,
                                                        ramp.dark);
    context.probe.item("maps/legend", place.min, place.max);
}

bool changed_since(const char* name, int value) {
    int& before = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID(name), std::numeric_limits<int>::min());
    return std::exchange(before, value) != value;
}

void explain_absence(Context& context, const Rect& place, const std::string& text) {
    const float width = std::min(place.width(), context.px(520));
    paragraph(context, {place.centre().x - width / 2, place.centre().y - context.px(40)}, width,
              context.fonts.body, context.palette.muted, text);
    context.probe.item("maps/absent", place.min, place.max);
}

}  // namespace patchlens::ui
