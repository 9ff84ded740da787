// What every part of the screen is given to draw with. It holds none of the user's choices: those are in
// Session.
#pragma once

#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/model/computing/results.h"
#include "app/model/files/picture_loader.h"
#include "app/model/state/actions.h"
#include "app/model/state/language.h"
#include "app/ui/drawing/fonts.h"
#include "app/ui/drawing/pictures.h"
#include "app/ui/drawing/recording.h"
#include "app/ui/drawing/theme.h"
#include "app/ui/drawing/written.h"
#include "app/ui/layout.h"
#include "app/ui/probe.h"
#include "app/ui/widgets/broken_texts.h"
#include "app/ui/widgets/context_menu.h"
#include "app/ui/widgets/double_press.h"
#include "app/ui/widgets/focus.h"
#include "app/ui/widgets/scroll_memory.h"

namespace patchlens::model {
struct WordLookup;
class Training;
}  // namespace patchlens::model

namespace patchlens::ui {

/// What the mouse is over, highlighted everywhere on the screen.
struct Hover {
    std::optional<PatchPosition> patch;
    std::optional<PixelPosition> pixel;  ///< relative to the selected patch's top left corner
    std::optional<int> dim;
    std::optional<model::Term> term;  ///< a word of the glossary
    double term_since = 0;            ///< when the mouse came to it

    bool operator==(const Hover&) const = default;
};

/// The text field being typed into.
struct Editing {
    using Buffer = std::array<char, 16384>;  ///< the longest path, three bytes for each byte of it
    ImGuiID field = 0;
    int frame = 0;  ///< the last frame that drew the field
    Buffer buffer{};
    /// What was typed into a field before focus moved to another one.
    struct Left {
        ImGuiID field = 0;
        int frame = 0;
        std::string text;  ///< with stand-ins, as in the buffer
    } left;
};

/// What can be opened without browsing.
struct KnownFiles {
    std::vector<std::filesystem::path> samples;
    std::filesystem::path home;  ///< the user's folder, "~" in typed paths; empty if there is none
};

struct Context {
    const model::Language& language;
    const Palette& palette;
    const Fonts& fonts;
    float scale;
    Probe& probe;
    Focus& focus;
    Editing& editing;
    Pictures& pictures;
    const KnownFiles& known_files;
    const model::LoadedPicture& loaded;  ///< the open picture; null pointers before the first
    const model::WordLookup* words;      ///< for the session's sentence; null before it is first shown
    bool busy;
    Hover hovered;    ///< from the last frame, so that all panels agree
    Hover& hovering;  ///< collected for the next frame
    Written& written;
    BrokenTexts& texts;
    DoublePress& presses;
    ContextMenu& menu;
    bool has_keys;                      ///< the screen itself: no box, list or menu is open above it
    std::optional<model::Term>& asked;  ///< the term whose explanation was clicked in this frame
    bool presenting;                    ///< prose is left to tooltips and to the panel of details
    const model::Training& training;    ///< the run of the weights lab
    bool shows_training;                ///< the session's weights are those being trained
    const std::shared_ptr<const std::vector<Tensor>>& previews;  ///< of every initialisation; may be null
    const std::vector<float>* ghost;     ///< stands behind the selected vector; null without one
    std::optional<int>& asked_question;  ///< the question whose answer is to be shown, from this frame on
    bool new_chapter;  ///< or answer, than in the last frame: what scrolls in it begins at its top
    ScrollMemory& scrolls;
    bool first_minute;  ///< of the first start: the story stands alone, and begins with one button
    /// The question whose answer the chapter shows, with its words in a banner above: the scene then leaves
    /// out what does not answer it. Of the 25, or model::question_of_the_quiz; none without an answer.
    std::optional<int> question;
    Recording& recording;

    /// Logical pixels (at 96 dpi) in whole screen pixels.
    float px(float logical) const { return std::round(logical * scale); }
};

}  // namespace patchlens::ui
