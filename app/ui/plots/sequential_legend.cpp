#include "app/ui/plots/sequential_legend.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/sequential.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void sequential_legend(Context& context, const Rect& place, const std::string& low, const std::string& high) {
    ImFont* font = context.fonts.mono_small;
    const float side = std::ceil(std::max(text_width(font, low), text_width(font, high))) + context.px(6);
    const Rect bar{{place.min.x + side, place.centre().y - context.px(4)},
                   {place.max.x - side, place.centre().y + context.px(4)}};
    const auto parts = static_cast<int>(sequential.stops.size()) - 1;
    for (int part = 0; part < parts; ++part) {
        const auto index = static_cast<std::size_t>(part);
        const auto x_of = [&](int at) {
            return bar.min.x + bar.width() * static_cast<float>(at) / static_cast<float>(parts);
        };
        const ImU32 left = sequential.stops.at(index);
        const ImU32 right = sequential.stops.at(index + 1);
        ImGui::GetWindowDrawList()->AddRectFilledMultiColor(
            {x_of(part), bar.min.y}, {x_of(part + 1), bar.max.y}, left, right, right, left);
    }
    text_in(context, {place.min, {bar.min.x, place.max.y}}, font, context.palette.muted, low);
    text_in(context, {{bar.max.x, place.min.y}, place.max}, font, context.palette.muted, high, Align::right);
}

}  // namespace patchlens::ui
