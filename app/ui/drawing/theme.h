// The colours and the measures of the screen, dark and light.
#pragma once

#include <array>

#include "app/model/state/names.h"
#include "app/ui/drawing/colour.h"
#include "app/ui/drawing/diverging.h"

namespace patchlens::ui {

/// The shades of one colour plane, from the darkest to the brightest.
struct Ramp {
    Colour dark;
    Colour bright;

    constexpr Colour operator()(float t) const { return mix(dark, bright, std::clamp(t, 0.0F, 1.0F)); }
};

struct Palette {
    Colour scene;                   ///< behind the picture
    Colour panel;                   ///< behind parameters, inspector, rail and status
    Colour field;                   ///< inside typed entries
    Colour raised;                  ///< selected chapter, tooltips, messages
    Colour border;                  ///< thin lines between things
    Colour edge;                    ///< around what can be operated, around lists, boxes and tooltips
    Colour track;                   ///< of sliders and switches
    Colour blank;                   ///< where a picture or numbers are still to come
    Colour knob;                    ///< of sliders
    Colour text;                    ///< of prose, labels and values
    Colour muted;                   ///< captions, units
    Colour accent;                  ///< selected, and what is switched on
    Colour hovered;                 ///< under the mouse, anywhere, and where the keyboard is
    Colour pinned;                  ///< the patch to compare with
    Colour warning;                 ///< the filling of a sign with edges of its own
    Colour problem;                 ///< errors
    std::array<Colour, 3> code;     ///< keywords, numbers and strings of programs
    std::array<Colour, 4> channel;  ///< text of R, G, B and of a fourth
    Diverging diverging;
};

/// On pictures, in both themes: the edges of marks, what is laid over a picture, and what is written on that.
inline constexpr Colour dark_on_picture{0, 0, 0};
inline constexpr Colour light_on_picture{255, 255, 255};
inline constexpr Colour wrong_on_picture{255, 112, 190};

const Palette& palette_of(model::Theme theme);

/// The shades of channel `channel` of `channels` (1: grey; 3: R, G, B; 4: R, G, B and alpha).
Ramp channel_ramp(int channel, int channels);
/// Its letter: "R", "G", "B", "A", or "Y" for grey.
const char* channel_letter(int channel, int channels);

/// Sets ImGui's style from its defaults, so that applying it again changes nothing.
void apply_style(const Palette& palette, float scale);

}  // namespace patchlens::ui
