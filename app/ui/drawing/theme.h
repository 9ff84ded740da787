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
    Colour track;                   ///< of sliders
    Colour knob;                    ///< of sliders
    Colour text;                    ///< of prose, labels and values
    Colour muted;                   ///< captions, units
    Colour accent;                  ///< selected
    Colour hovered;                 ///< under the mouse, anywhere
    Colour problem;                 ///< errors
    Colour unreached;               ///< the part of a slider's track out of reach now
    std::array<Colour, 4> channel;  ///< text of R, G, B and of a fourth
    Diverging diverging;
};

const Palette& palette_of(model::Theme theme);

/// The shades of channel `channel` of `channels` (1: grey; 3: R, G, B; 4: R, G, B and alpha).
Ramp channel_ramp(int channel, int channels);
/// Its letter: "R", "G", "B", "A", or "Y" for grey.
const char* channel_letter(int channel, int channels);

/// Sets ImGui's style from its defaults, so that applying it again changes nothing.
void apply_style(const Palette& palette, float scale);

}  // namespace patchlens::ui
