// Signed numbers as colours: blue below zero, orange above, neutral exactly at zero. Blue and orange stay
// apart for every common kind of colour blindness, and each side grows further from the background's
// lightness.
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

    /// The colour of `value` where ±`largest` take the full colours; larger ones are shown as these.
    /// `largest` 0 shows everything neutral.
    constexpr Colour operator()(float value, float largest) const {
        if (value != value) return not_a_number;
        if (!(largest > 0)) return neutral;
        const float t = std::clamp(value / largest, -1.0F, 1.0F);
        return t < 0 ? mix(neutral, negative, -t) : mix(neutral, positive, t);
    }
    bool operator==(const Diverging&) const = default;
};

}  // namespace patchlens::ui
