// The widgets of the panels: text, buttons, entries, rows, tooltips.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/context.h"

namespace patchlens::ui {

// Text

float text_width(const ImFont* font, std::string_view text);
float line_height(const ImFont* font);

/// One line at the face's own size, its top left corner at `corner`. Every text of the screen is drawn by it,
/// but what is typed into a field.
void put_text(Context& context, ImDrawList& draw, ImFont* font, ImVec2 corner, ImU32 colour,
              std::string_view text);

/// The first of `texts` that is at most `width` wide, else the last.
std::string first_that_fits(const ImFont* font, float width, std::initializer_list<std::string> texts);

enum class Align { left, centre, right };
/// One line inside `place`, in the middle of its height; shortened with "…" where it is too narrow.
void text_in(Context& context, const Rect& place, ImFont* font, ImU32 colour, std::string_view text,
             Align align = Align::left);
/// Text with line breaks at most `width` wide; returns the height it takes.
float paragraph(Context& context, ImVec2 corner, float width, ImFont* font, ImU32 colour,
                std::string_view text);

/// A heading of a panel's section, with the space around it; `meaning`: the term it is.
void section(Context& context, Column& column, std::string_view title,
             std::optional<model::Term> meaning = {});
/// A name on the left, a value on the right, a thin line below; `meaning`: the term the name is.
void key_value(Context& context, Column& column, const char* probe_name, std::string_view key,
               std::string_view value, float height, std::optional<model::Term> meaning = {});

// Things to press

struct Press {
    bool hovered = false;
    bool held = false;
    bool clicked = false;  ///< by mouse, or by Enter or Space while focused
    bool focused = false;
    Rect place;
};

/// A small cross that can be pressed, with a tooltip that says what that does.
Press cross(Context& context, const char* name, const Rect& place, std::string_view help);

/// On which side of a thing its box of text stands if there is room.
enum class Beside { above, below };

/// Called after ImGui drew a widget of ours: false where the press on it was meant for what lay there before.
bool press_counts(Context& context, std::string_view name);

/// A clickable area: registers it with focus and probe and draws the focus ring; nothing else.
Press pressable(Context& context, const char* name, const Rect& place, float rounding = 5);
/// A rounded button as wide as its text, its left edge at `corner`. `selected` gives it the accent.
Press chip(Context& context, const char* name, ImVec2 corner, std::string_view label, bool selected = false);
/// The same over `place`, whatever the label's width.
Press chip(Context& context, const char* name, const Rect& place, std::string_view label,
           bool selected = false);
float chip_width(const Context& context, std::string_view label);

// Things to type into

/// A field that shows `shown`; returns the typed text once it is confirmed by Enter, Tab or a click elsewhere
/// and differs.
std::optional<std::string> entry(Context& context, const char* name, const Rect& place,
                                 const std::string& shown, Align align = Align::right);

// Decorations

void fill(Context& context, const Rect& place, ImU32 colour, float rounding = 0);
/// A frame `thickness` pixels wide, inside the edges of `place`.
void outline(Context& context, const Rect& place, ImU32 colour, float thickness, float rounding = 0);
void picture(Context& context, const Texture& texture, const Rect& place, float rounding = 0);

/// A switch that is on or off.
void draw_switch(Context& context, const Rect& place, bool on, bool hovered);

/// A box beside the mouse with a line for each text; the first is brighter. Stays inside the window.
void tooltip(Context& context, std::initializer_list<std::string> lines);
/// A tooltip of one long text, broken into lines, shown while the mouse rests on `place`.
void explain_on_hover(Context& context, const Rect& place, std::string_view text,
                      Beside wanted = Beside::below);

}  // namespace patchlens::ui
