// Colours as numbers: 8 bits a channel, sRGB, and how bright they are.
#pragma once

#include <cstdint>

#include <imgui.h>

namespace patchlens::ui {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    bool operator==(const Colour&) const = default;
    /// As ImGui takes it; alpha 0 transparent to 1 solid.
    constexpr ImU32 packed(float alpha = 1) const {
        return IM_COL32(red, green, blue, static_cast<int>(alpha * 255.0F + 0.5F));
    }
    constexpr operator ImU32() const { return packed(); }
};

/// Linear interpolation channel by channel: `a` at 0, `b` at 1.
constexpr Colour mix(Colour a, Colour b, float t) {
    const auto between = [t](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(static_cast<float>(from) +
                                         (static_cast<float>(to) - static_cast<float>(from)) * t + 0.5F);
    };
    return {between(a.red, b.red), between(a.green, b.green), between(a.blue, b.blue)};
}

/// Relative luminance, 0 black to 1 white (WCAG 2.2).
double luminance(Colour colour);
/// Black or white, whichever contrasts more with `ground`.
Colour ink_on(Colour ground);

}  // namespace patchlens::ui
