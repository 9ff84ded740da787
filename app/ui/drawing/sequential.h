// Unsigned numbers as colours: from dark blue over green to yellow, always getting lighter, so that the order
// is visible without hue as well.
#pragma once

#include <algorithm>
#include <array>

#include "app/ui/drawing/colour.h"

namespace patchlens::ui {

struct Sequential {
    std::array<Colour, 5> stops;  ///< evenly spaced from the smallest number to the largest
    Colour not_a_number;

    /// The colour at `t`, 0 smallest to 1 largest.
    constexpr Colour operator()(float t) const {
        if (t != t) return not_a_number;
        const float place = std::clamp(t, 0.0F, 1.0F) * static_cast<float>(stops.size() - 1);
        const auto first = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        return mix(stops[first], stops[first + 1], place - static_cast<float>(first));
    }
};

/// On pictures, so the same in both themes.
inline constexpr Sequential sequential{
    {Colour{24, 28, 84}, {42, 84, 148}, {34, 148, 146}, {134, 204, 98}, {252, 234, 112}}, {255, 165, 255}};

}  // namespace patchlens::ui
