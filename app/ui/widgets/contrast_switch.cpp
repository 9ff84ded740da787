#include "app/ui/widgets/contrast_switch.h"

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

float contrast_switch_width(const Context& context) {
    return text_width(context.fonts.small, context.language("inspector.stretch")) + context.px(38);
}

void contrast_switch(Context& context, const char* name, const Rect& place, bool stretched,
                     model::Actions& actions) {
    const Press press = pressable(context, name, place);
    draw_switch(context,
                rect_at({place.min.x, place.centre().y - context.px(8)}, context.px(30), context.px(16)),
                stretched, press.hovered);
    text_in(context,
            {{place.min.x + context.px(36), place.min.y}, {place.max.x + context.px(3), place.max.y}},
            context.fonts.small, context.palette.muted, context.language("inspector.stretch"));
    explain_on_hover(context, place, context.language("help.stretch"));
    if (press.clicked) actions.emplace_back(model::StretchContrast{!stretched});
}

}  // namespace patchlens::ui
