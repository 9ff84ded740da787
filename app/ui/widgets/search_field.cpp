#include "app/ui/widgets/search_field.h"

#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets/text_field.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

std::string search_field(Context& context, const std::string& name, const Rect& place, ImGuiID id) {
    // It uses the shared text buffer as every field does, but returns its text on every change.
    Editing& editing = context.editing;
    const bool fresh = editing.field != id;
    editing.frame = ImGui::GetFrameCount();
    if (fresh) {
        editing.field = id;
        editing.buffer.front() = '\0';
    }
    fill(context, place, context.palette.field, context.px(5));
    if (ImGui::IsWindowAppearing() || !ImGui::IsAnyItemActive()) compat::focus_next();
    compat::push_font(context.fonts.mono);
    ImGui::SetCursorScreenPos(place.min);
    ImGui::SetNextItemWidth(place.width());
    const float pad_y = std::floor((place.height() - line_height(context.fonts.mono)) / 2);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(context.px(8), pad_y));
    text_field("##search", context.written, editing.buffer, fresh);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    outline(context, place, context.palette.hovered, context.px(2), context.px(5));
    context.probe.item(name, place.min, place.max);
    std::string text = context.written.without_stand_ins(editing.buffer.data());
    context.written.drawn(context.fonts.mono, text);
    if (text.empty()) {
        text_in(context, {{place.min.x + context.px(10), place.min.y}, place.max}, context.fonts.small,
                context.palette.muted, context.language("choice.search"));
    }
    return text;
}

}  // namespace patchlens::ui
