// What every part of the screen is given to draw with. It holds no choice of the user: those are in Session.
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
#include "app/ui/drawing/theme.h"
#include "app/ui/drawing/written.h"
#include "app/ui/layout.h"
#include "app/ui/probe.h"
#include "app/ui/widgets/double_press.h"
#include "app/ui/widgets/focus.h"

namespace patchlens::model {
struct WordLookup;
}

namespace patchlens::ui {

/// What the mouse is over, the same thing everywhere on the screen.
struct Hover {
    std::optional<PatchPosition> patch;
    std::optional<PixelPosition> pixel;  ///< inside the selected patch, counted from its corner
    std::optional<int> dim;

    bool operator==(const Hover&) const = default;
};

/// The text field being typed into.
struct Editing {
    using Buffer = std::array<char, 16384>;  ///< the longest path, three bytes for each of its own
    ImGuiID field = 0;
    int frame = 0;  ///< in which the field was drawn last
    Buffer buffer{};
    /// What was typed into a field before it was left for another one.
    struct Left {
        ImGuiID field = 0;
        int frame = 0;
        std::string text;  ///< with stand-ins, as in the buffer
    } left;
};

/// What can be opened without looking for it.
struct Library {
    std::vector<std::filesystem::path> samples;
    std::filesystem::path home;  ///< the user's folder, "~" where a path is typed; empty where there is none
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
    const Library& library;
    const model::LoadedPicture& loaded;  ///< the open picture; null pointers before the first
    const model::WordLookup* words;      ///< of the session's sentence; null before it was on the screen
    bool busy;
    Hover hovered;    ///< in the last frame, so that every panel shows the same
    Hover& hovering;  ///< gathered for the next frame
    Written& written;
    DoublePress& presses;

    /// Logical pixels (96 dpi) as whole pixels of the screen.
    float px(float logical) const { return std::round(logical * scale); }
};

}  // namespace patchlens::ui
