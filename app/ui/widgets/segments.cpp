#include "app/ui/widgets/segments.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

float width_of(const Context& context, const Segment& segment) {
    return std::ceil(text_width(context.fonts.small, segment.label)) + context.px(20);
}

}  // namespace

float segments_width(const Context& context, std::span<const Segment> choices) {
    float width = 0;
    for (const Segment& segment : choices)
        width += width_of(context, segment);
    return width;
}

std::optional<std::size_t> segments(Context& context, const std::string& name, const Rect& place,
                                    std::span<const Segment> choices, std::size_t current) {
    const Palette& palette = context.palette;
    const float rounding = context.px(6);
    const float wanted = segments_width(context, choices);
    const float whole = std::min(wanted, place.width());
    const float less =
        (wanted - whole) / static_cast<float>(choices.size());  // of the room beside each label
    const Rect all{place.min, {place.min.x + whole, place.max.y}};
    fill(context, all, palette.field, rounding);
    outline(context, all, palette.edge, context.px(1), rounding);
    std::optional<std::size_t> clicked;
    float x = place.min.x;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float width = width_of(context, choices[i]) - less;
        const Rect part = rect_at({x, place.min.y}, width, place.height());
        const std::string item = name + "/" + choices[i].name;
        const Press press = pressable(context, item.c_str(), part, rounding);
        const bool on = i == current;
        if (on || press.hovered) {
            fill(context, part, palette.raised, rounding);
            outline(context, part, on ? palette.accent : palette.hovered, context.px(on ? 2 : 1), rounding);
        }
        text_in(context, part, context.fonts.small, on || press.hovered ? palette.text : palette.muted,
                choices[i].label, Align::centre);
        if (press.clicked) clicked = i;
        x += width;
    }
    return clicked;
}

}  // namespace patchlens::ui
