#include "core/text.h"

#include <array>
#include <cstdio>

namespace patchlens {

std::string fill(std::string_view sentence, std::span<const std::string> arguments) {
    std::string text;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool gap = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
        const auto index = gap ? static_cast<std::size_t>(sentence[i + 1] - '0') : arguments.size();
        if (index < arguments.size()) {
            text += arguments[index];
            i += 2;
        } else {
            text += sentence[i];
        }
    }
    return text;
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " bytes";
    constexpr std::array units{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes) / 1024.0;
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), value < 10 ? "%.2f %s" : "%.1f %s", value, units[unit]);
    return buffer.data();
}

}  // namespace patchlens
