// Signed numbers as colours: blue below zero, orange above, neutral exactly at zero. Blue and orange are
// distinguishable with every common kind of colour blindness, and on each side the contrast in lightness to
// the background grows with the magnitude.
#pragma once

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/colour.h"

namespace patchlens::ui {

struct Diverging {
    Colour negative;
    Colour neutral;
    Colour positive;
    Colour not_a_number;

    /// The colour of `value` on a scale from -`largest` to +`largest`, clamped to its ends. With `largest` 0
    /// everything is neutral.
    constexpr Colour operator()(float value, float largest) const {
        if (value != value) return not_a_number;
        if (!(largest > 0)) return neutral;
        const float t = std::clamp(value / largest, -1.0F, 1.0F);
        return t < 0 ? mix(neutral, negative, -t) : mix(neutral, positive, t);
    }
    bool operator==(const Diverging&) const = default;
};

}  // namespace patchlens::ui
