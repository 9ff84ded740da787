#include "app/ui/widgets/widgets.h"

#include <algorithm>
#include <cfloat>
#include <utility>

#include "app/ui/compat.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/text_field.h"
#include "app/ui/widgets/tips.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

constexpr std::string_view ellipsis = "…";

ImVec2 measure(const ImFont* font, std::string_view text, float wrap = 0) {
    return const_cast<ImFont*>(font)->CalcTextSizeA(compat::size_of(font), FLT_MAX, wrap, text.data(),
                                                    text.data() + text.size());
}

/// The longest beginning of `text`, in whole UTF-8 characters, that fits with "…" after it.
std::string shortened(const ImFont* font, std::string_view text, float width) {
    while (!text.empty()) {
        text = without_last_character(text);
        std::string candidate = std::string(text) + std::string(ellipsis);
        if (text_width(font, candidate) <= width) return candidate;
    }
    return {};
}

void draw_string(Context& context, ImFont* font, ImVec2 position, ImU32 colour, std::string_view text) {
    const std::string drawn = context.written.drawn(font, text);
    put_text(context, *ImGui::GetWindowDrawList(), font, {std::floor(position.x), std::floor(position.y)},
             colour, drawn);
}

/// The visible part of `place` in a scrolled panel; an empty rectangle at the panel's edge if there is none.
Rect visible_part(const Rect& place) {
    const ImDrawList& draw = *ImGui::GetWindowDrawList();
    const Rect clip{draw.GetClipRectMin(), draw.GetClipRectMax()};
    const auto inside = [&](ImVec2 point) {
        return ImVec2{std::clamp(point.x, clip.min.x, std::max(clip.min.x, clip.max.x)),
                      std::clamp(point.y, clip.min.y, std::max(clip.min.y, clip.max.y))};
    };
    return {inside(place.min), inside(place.max)};
}

/// Adds a text at `corner` to the probe.
void record(Context& context, std::string_view text, ImVec2 corner, ImVec2 size, bool shortened) {
    const Rect seen = visible_part(rect_at(corner, size.x, size.y));
    context.probe.text(text, {seen.min.x, seen.min.y, seen.width(), seen.height()}, shortened);
}

/// Adds a widget to the probe.
void record(Context& context, std::string_view name, const Rect& place) {
    const Rect seen = visible_part(place);
    context.probe.item(name, seen.min, seen.max);
}

}  // namespace

float text_width(const ImFont* font, std::string_view text) {
    return measure(font, text).x;
}

float line_height(const ImFont* font) {
    return compat::size_of(font);
}

void put_text(Context& context, ImDrawList& draw, ImFont* font, ImVec2 corner, ImU32 colour,
              std::string_view text) {
    context.recording.draw_text(draw, font, corner, colour, text, context.written);
    context.probe.text_size(compat::size_of(font));
}

std::string first_that_fits(const ImFont* font, float width, std::initializer_list<std::string> texts) {
    for (const std::string& text : texts) {
        if (text_width(font, text) <= width) return text;
    }
    return texts.end()[-1];
}

void text_in(Context& context, const Rect& place, ImFont* font, ImU32 colour, std::string_view text,
             Align align) {
    if (text.empty()) return;
    const float room = place.width() + 0.5F;
    const bool fits = text_width(font, text) <= room;
    const std::string shown = fits ? std::string(text) : shortened(font, text, room);
    const float width = text_width(font, shown);
    float x = place.min.x;
    if (align == Align::centre) x += (place.width() - width) / 2;
    if (align == Align::right) x += place.width() - width;
    const float height = line_height(font);
    const float y = place.min.y + (place.height() - height) / 2;
    draw_string(context, font, {x, y}, colour, shown);
    record(context, text, {x, y}, {width, height}, !fits);
}

float paragraph(Context& context, ImVec2 corner, float width, ImFont* font, ImU32 colour,
                std::string_view text) {
    const BrokenText& broken = context.texts.of(font, text, width);
    float height = 0;
    for (const std::string_view line : broken.lines) {
        draw_string(context, font, {corner.x, corner.y + height}, colour, line);
        height += line_height(font);
    }
    record(context, text, corner, {broken.widest, height}, broken.widest > width + 0.5F);
    return std::ceil(height);
}

void section(Context& context, Column& column, std::string_view title, std::optional<model::Term> meaning) {
    const Rect row = column.row(context.px(22));
    text_in(context, row, context.fonts.small, context.palette.muted, title);
    if (meaning) term_at(context, row, context.fonts.small, title, *meaning);
    column.gap(context.px(4));
}

void key_value(Context& context, Column& column, const char* probe_name, std::string_view key,
               std::string_view value, float height, std::optional<model::Term> meaning) {
    const Rect row = column.row(height);
    const float value_width = std::min(text_width(context.fonts.mono, value), row.width() * 0.66F);
    const Rect left{row.min, {row.max.x - value_width - context.px(8), row.max.y}};
    const Rect right{{row.max.x - value_width, row.min.y}, row.max};
    text_in(context, left, context.fonts.body, context.palette.muted, key);
    if (meaning) term_at(context, left, context.fonts.body, key, *meaning);
    text_in(context, right, context.fonts.mono, context.palette.text, value, Align::right);
    fill(context, {{row.min.x, row.max.y - context.px(1)}, row.max}, context.palette.border);
    record(context, probe_name, row);
    offer_readout_menu(context, probe_name, row, meaning,
                       [&] { return MenuLines{copy_shown(context, value)}; });
}

bool press_counts(Context& context, std::string_view name) {
    if (ImGui::IsItemActivated()) context.presses.begin(name, context.px(6));
    return !context.presses.astray();
}

Press pressable(Context& context, const char* name, const Rect& place, float rounding) {
    Press press;
    press.place = place;
    ImGui::SetCursorScreenPos(place.min);
    const ImVec2 size{std::max(1.0F, place.width()), std::max(1.0F, place.height())};
    compat::push_no_tab_stop();
    const bool clicked = ImGui::InvisibleButton(name, size);
    compat::pop_no_tab_stop();
    const bool counts = press_counts(context, name);
    press.clicked = clicked && counts;
    press.hovered = ImGui::IsItemHovered();
    press.held = ImGui::IsItemActive() && counts;
    if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (const char* tip = press.hovered ? tip_of(name) : nullptr)
        explain_on_hover(context, place, context.language(tip));
    press.focused = context.focus.item(name);
    record(context, name, place);
    if (ImGui::IsItemActivated() && counts) context.focus.clicked(name);
    if (press.focused) {
        if (context.focus.arrived()) ImGui::SetScrollHereY();
        if (!ImGui::GetIO().WantTextInput) {
            press.clicked |=
                compat::pressed(compat::Key::enter, false) || compat::pressed(compat::Key::space, false);
        }
        const Rect ring{{place.min.x - context.px(3), place.min.y - context.px(3)},
                        {place.max.x + context.px(3), place.max.y + context.px(3)}};
        outline(context, ring, context.palette.hovered, context.px(2), rounding + context.px(3));
    }
    return press;
}

Press cross(Context& context, const char* name, const Rect& place, std::string_view help) {
    const Press press = pressable(context, name, place);
    const ImVec2 centre{std::floor(place.centre().x), std::floor(place.centre().y)};
    const float half = context.px(4);
    const ImU32 colour = press.hovered || press.focused ? context.palette.text : context.palette.muted;
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float thickness = context.px(1.5F);
    draw.AddLine({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half}, colour, thickness);
    draw.AddLine({centre.x - half, centre.y + half}, {centre.x + half, centre.y - half}, colour, thickness);
    explain_on_hover(context, place, help);
    return press;
}

float chip_width(const Context& context, std::string_view label) {
    return std::ceil(text_width(context.fonts.body, label)) + context.px(26);
}

Press chip(Context& context, const char* name, ImVec2 corner, std::string_view label, bool selected) {
    return chip(context, name, rect_at(corner, chip_width(context, label), context.px(30)), label, selected);
}

Press chip(Context& context, const char* name, const Rect& place, std::string_view label, bool selected) {
    const float rounding = place.height() / 2;
    const Press press = pressable(context, name, place, rounding);
    const Palette& palette = context.palette;
    if (selected || press.hovered || press.held) fill(context, place, palette.raised, rounding);
    outline(context, place,
            selected        ? palette.accent
            : press.hovered ? palette.hovered
                            : palette.edge,
            context.px(selected ? 2 : 1), rounding);
    text_in(context, place, context.fonts.body, selected || press.hovered ? palette.text : palette.muted,
            label, Align::centre);
    return press;
}

std::optional<std::string> entry(Context& context, const char* name, const Rect& place,
                                 const std::string& shown, Align align) {
    Editing& editing = context.editing;
    ImGui::PushID(name);
    const ImGuiID id = ImGui::GetID("text");
    const bool was_editing = editing.field == id;
    if (was_editing) editing.frame = ImGui::GetFrameCount();
    Editing::Buffer fresh;
    fresh[was_editing ? 0 : context.written.with_stand_ins(shown).copy(fresh.data(), fresh.size() - 1)] = 0;
    Editing::Buffer& buffer = was_editing ? editing.buffer : fresh;

    const bool focused = context.focus.item(name);
    fill(context, place, context.palette.field, context.px(5));
    compat::push_font(context.fonts.mono);
    compat::push_no_tab_stop();
    ImGui::SetCursorScreenPos(place.min);
    ImGui::SetNextItemWidth(place.width());
    if (focused && context.focus.arrived()) compat::focus_next();
    const float pad_y = std::max(0.0F, std::floor((place.height() - line_height(context.fonts.mono)) / 2));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(context.px(8), pad_y));
    ImGui::PushStyleColor(ImGuiCol_Text, was_editing ? context.palette.text.packed() : 0);
    text_field("##text", context.written, buffer, !was_editing, ImGuiInputTextFlags_AutoSelectAll);
    // ImGui drew it, so it is not in the probe yet.
    if (was_editing)
        context.written.drawn(context.fonts.mono, context.written.without_stand_ins(buffer.data()));
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    const bool active = ImGui::IsItemActive();
    const bool hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemActivated() && !focused) context.focus.clicked(name);
    if (focused && context.focus.arrived()) ImGui::SetScrollHereY();
    compat::pop_no_tab_stop();
    ImGui::PopFont();
    ImGui::PopID();

    record(context, name, place);
    const bool marked = active || focused;
    outline(context, place,
            marked    ? context.palette.hovered
            : hovered ? context.palette.muted
                      : context.palette.edge,
            context.px(marked ? 2 : 1), context.px(5));
    if (!was_editing) {
        text_in(context,
                {{place.min.x + context.px(8), place.min.y}, {place.max.x - context.px(8), place.max.y}},
                context.fonts.mono, context.palette.text, shown, align);
    }
    if (active && !was_editing) {
        editing.left = {editing.field, ImGui::GetFrameCount(), editing.buffer.data()};
        editing.field = id;
        editing.frame = ImGui::GetFrameCount();
        editing.buffer = fresh;
    }
    // The user left this one for a field drawn earlier.
    const bool left = editing.left.field == id && editing.left.frame == ImGui::GetFrameCount();
    if (!left && (active || !was_editing)) return std::nullopt;
    const std::string typed = context.written.without_stand_ins(left ? std::exchange(editing.left, {}).text
                                                                     : std::string(editing.buffer.data()));
    if (!left) editing.field = 0;
    const bool given_up = compat::pressed(compat::Key::escape, false);
    if (given_up || typed == shown) return std::nullopt;
    return typed;
}

void fill(Context&, const Rect& place, ImU32 colour, float rounding) {
    ImGui::GetWindowDrawList()->AddRectFilled(place.min, place.max, colour, rounding);
}

void outline(Context&, const Rect& place, ImU32 colour, float thickness, float rounding) {
    const Rect line = place.inset((thickness - 1) / 2);  // ImGui draws half of a thick line outside
    compat::add_outline(*ImGui::GetWindowDrawList(), line.min, line.max, colour, rounding, thickness);
}

void picture(Context&, const Texture& texture, const Rect& place, float rounding) {
    ImGui::GetWindowDrawList()->AddImageRounded(texture.id(), place.min, place.max, {0, 0}, {1, 1},
                                                IM_COL32_WHITE, rounding);
}

void draw_switch(Context& context, const Rect& place, bool on, bool hovered) {
    const float radius = place.height() / 2;
    fill(context, place, on ? context.palette.accent : context.palette.track, radius);
    if (hovered) outline(context, place, context.palette.hovered, std::max(1.0F, context.px(1.5F)), radius);
    const ImVec2 centre{on ? place.max.x - radius : place.min.x + radius, place.min.y + radius};
    ImGui::GetWindowDrawList()->AddCircleFilled(centre, radius - context.px(3),
                                                on ? context.palette.panel : context.palette.knob);
}

}  // namespace patchlens::ui
