#include "app/ui/widgets/labelled_switch.h"

#include <cmath>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

float labelled_switch_width(const Context& context, std::string_view label) {
    return std::ceil(text_width(context.fonts.small, label)) + context.px(37);
}

bool labelled_switch(Context& context, const char* name, const Rect& place, std::string_view label,
                     std::string_view help, bool on) {
    const Press press = pressable(context, name, place);
    draw_switch(context,
                rect_at({place.min.x, place.centre().y - context.px(8)}, context.px(30), context.px(16)), on,
                press.hovered);
    text_in(context, {{place.min.x + context.px(36), place.min.y}, {place.max.x + 1, place.max.y}},
            context.fonts.small, context.palette.muted, label);
    explain_on_hover(context, place, help);
    return press.clicked;
}

}  // namespace patchlens::ui
