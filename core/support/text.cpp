#include "core/support/text.h"

#include <array>
#include <charconv>

namespace patchlens {

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes) / 1024.0;
    std::size_t unit = 0;
    // What would round to 1024.0 becomes 1.00 of the next unit.
    while (value >= 1023.95 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    // to_chars, because printf would write a decimal comma in some locales.
    std::array<char, 32> digits{};
    const int decimals = value < 9.995 ? 2 : 1;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals)
            .ptr;
    return std::string(digits.data(), end) + ' ' + units[unit];
}

}  // namespace patchlens
