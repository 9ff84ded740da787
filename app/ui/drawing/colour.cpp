#include "app/ui/drawing/colour.h"

#include <cmath>

namespace patchlens::ui {

double luminance(Colour colour) {
    const auto linear = [](std::uint8_t channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

Colour ink_on(Colour ground) {
    // Where both contrast alike: (1.05 / (L + 0.05)) equals ((L + 0.05) / 0.05).
    constexpr double middle = 0.1791;
    return luminance(ground) > middle ? Colour{0, 0, 0} : Colour{255, 255, 255};
}

}  // namespace patchlens::ui
