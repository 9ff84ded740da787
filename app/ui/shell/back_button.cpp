#include "app/ui/shell/back_button.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters.h"
#include "app/ui/spot_text.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr const char* program_name = "PatchLens";
constexpr float before_name = 26;  // the arrow
constexpr float after_name = 12;
constexpr float arrow_alone = 30;

void draw_back(Context& context, const model::Stop& stop, const Rect& place, model::Actions& actions) {
    const Palette& palette = context.palette;
    const float height = context.px(30);
    const Rect button =
        rect_at({place.min.x, std::floor(place.centre().y - height / 2)}, place.width(), height);
    const Press press = pressable(context, "rail/back", button, height / 2);
    if (press.hovered || press.held) fill(context, button, palette.raised, height / 2);
    outline(context, button, press.hovered ? palette.hovered : palette.accent,
            std::max(1.0F, context.scale * 1.25F), height / 2);
    arrow_head({button.min.x + context.px(14), button.centre().y}, context.px(8), -1, palette.text);
    const bool named = place.width() > context.px(arrow_alone);
    const std::string name = chapter_text(context.language, stop.chapter);
    if (named)
        text_in(context,
                {{button.min.x + context.px(before_name), button.min.y},
                 {button.max.x - context.px(after_name), button.max.y}},
                context.fonts.body, palette.text, name);
    explain_on_hover(
        context, button,
        context.language("rail.back_help", {name, std::to_string(stop.patch.row),
                                            std::to_string(stop.patch.column), std::to_string(stop.dim)}));
    if (press.clicked) actions.emplace_back(model::GoBack{});
}

}  // namespace

float home_width(const Context& context, bool named) {
    if (!named) return context.px(arrow_alone);
    float widest = text_width(context.fonts.heading, program_name) + 1;
    for (const ChapterEntry& entry : chapters) {
        const float name = text_width(context.fonts.body, context.language(entry.short_name));
        widest = std::max(widest, name + context.px(before_name + after_name) + 1);
    }
    return std::ceil(widest);
}

void draw_home(Context& context, const ShellView& shell, const Rect& place, model::Actions& actions) {
    if (shell.back != nullptr) return draw_back(context, *shell.back, place, actions);
    if (place.width() > context.px(arrow_alone))
        text_in(context, place, context.fonts.heading, context.palette.text, program_name);
}

}  // namespace patchlens::ui
