// Words of the field where they stand on the screen: a dotted line below them, an explanation while the mouse
// rests on them, and the glossary behind them.
#pragma once

#include <string>
#include <string_view>

#include "app/model/state/glossary.h"
#include "app/ui/context.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// Seconds the mouse rests on a term before it is explained.
inline constexpr double term_delay = 0.3;

/// A text of the glossary: "name", "other" or "text" of `term`.
std::string glossary_text(const model::Language& language, model::Term term, const char* part);

/// The beginning of `text` up to its first full stop, English or Chinese: what a tooltip says.
std::string_view first_sentence(std::string_view text);

/// Opens the glossary at `term` after this frame.
void open_glossary(Context& context, model::Term term);

/// Makes the text drawn at `place` a term: a click on it, or F2, opens the glossary. `help` is said at once;
/// without it the term's first sentence is said after a moment.
void term(Context& context, const Rect& place, model::Term term, std::string_view help = {},
          Beside wanted = Beside::below);

/// For a thing that can be pressed, at `place`: F2 opens the glossary at `term` while the mouse is on it.
void means(Context& context, const Rect& place, model::Term term);

/// The same for a text that text_in() drew in `place`, which may be wider.
void term_at(Context& context, const Rect& place, const ImFont* font, std::string_view text,
             model::Term meaning, std::string_view help = {}, Align align = Align::left);
/// text_in() with its text as a term.
void term_in(Context& context, const Rect& place, ImFont* font, ImU32 colour, std::string_view text,
             model::Term meaning, std::string_view help = {});

}  // namespace patchlens::ui
