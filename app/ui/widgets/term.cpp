#include "app/ui/widgets/term.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/widgets/tooltip.h"

namespace patchlens::ui {
namespace {

/// A dotted line below the text, faint until the mouse is on it.
void dots(Context& context, const Rect& text, bool hovered) {
    const float dot = std::max(1.0F, std::floor(context.px(1)));
    const ImU32 colour = hovered ? ImU32(context.palette.hovered) : ImU32(context.palette.muted);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    for (float x = std::floor(text.min.x); x + dot <= text.max.x; x += 3 * dot)
        draw.AddRectFilled({x, text.max.y}, {x + dot, text.max.y + dot}, colour);
}

/// Whether the mouse has been on `term` for a moment.
bool rested(Context& context, model::Term term) {
    const bool before = context.hovered.term == term;
    context.hovering.term_since = before ? context.hovered.term_since : ImGui::GetTime();
    return before && ImGui::GetTime() - context.hovered.term_since >= term_delay;
}

}  // namespace

std::string glossary_text(const model::Language& language, model::Term term, const char* part) {
    return language(("glossary." + std::string(model::entry_of(term).id) + "." + part).c_str());
}

std::string_view first_sentence(std::string_view text) {
    constexpr std::string_view chinese = "。";
    const std::size_t line = std::min(text.find('\n'), text.size());
    const std::size_t full_stop = text.find(chinese);
    if (full_stop < line) return text.substr(0, full_stop + chinese.size());
    const std::size_t stop = text.find(". ");
    return text.substr(0, stop < line ? stop + 1 : line);
}

void open_glossary(Context& context, model::Term term) {
    context.asked = term;
}

void term(Context& context, const Rect& place, model::Term term, std::string_view help, Beside wanted) {
    if (place.width() < 1 || place.height() < 1) return;
    const std::string name = "term/" + std::string(model::entry_of(term).id);
    ImGui::PushID(static_cast<int>(place.min.x));
    ImGui::PushID(static_cast<int>(place.min.y));
    ImGui::SetCursorScreenPos(place.min);
    compat::push_no_tab_stop();
    const bool pressed = ImGui::InvisibleButton(name.c_str(), place.size());
    compat::pop_no_tab_stop();
    ImGui::PopID();
    ImGui::PopID();
    const bool counts = press_counts(context, name);
    const bool hovered = ImGui::IsItemHovered();
    dots(context, place, hovered);
    if (ImGui::IsItemVisible()) {
        const ImDrawList& draw = *ImGui::GetWindowDrawList();
        const ImVec2 low = draw.GetClipRectMin();
        const ImVec2 high = draw.GetClipRectMax();
        context.probe.further_item(name, {std::max(place.min.x, low.x), std::max(place.min.y, low.y)},
                                   {std::min(place.max.x, high.x), std::min(place.max.y, high.y)});
    }
    if (pressed && counts) open_glossary(context, term);
    if (!hovered) return;
    const bool waited = rested(context, term);
    context.hovering.term = term;
    if (help.empty() && !waited) return;
    const std::string text = glossary_text(context.language, term, "text");
    const std::string said(help.empty() ? first_sentence(text) : help);
    explain_lines(context, place, {said, context.language("glossary.more")}, wanted);
}

void means(Context& context, const Rect& place, model::Term term) {
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(place.min, place.max))
        context.hovering.term = term;
}

void term_at(Context& context, const Rect& place, const ImFont* font, std::string_view text,
             model::Term meaning, std::string_view help, Align align) {
    const float width = std::min(std::ceil(text_width(font, text)), place.width());
    const float spare = place.width() - width;
    const float before = align == Align::left ? 0 : align == Align::centre ? spare / 2 : spare;
    const float height = line_height(font);
    const float top = std::floor(place.centre().y - height / 2);
    term(context, rect_at({place.min.x + before, top}, width, std::ceil(height)), meaning, help);
}

void term_in(Context& context, const Rect& place, ImFont* font, ImU32 colour, std::string_view text,
             model::Term meaning, std::string_view help) {
    text_in(context, place, font, colour, text);
    term_at(context, place, font, text, meaning, help);
}

}  // namespace patchlens::ui
