#include "core/support/text.h"

#include <array>
#include <charconv>
#include <optional>

namespace patchlens {
namespace {

/// The text for a placeholder "i" or "i?one|many"; nothing if this is not one.
std::optional<std::string_view> filling(std::string_view gap, std::span<const std::string> arguments) {
    if (gap.empty() || gap[0] < '0') return std::nullopt;
    const auto index = static_cast<std::size_t>(gap[0] - '0');
    if (index >= arguments.size()) return std::nullopt;
    if (gap.size() == 1) return arguments[index];
    const std::size_t between = gap.find('|');
    if (gap[1] != '?' || between == std::string_view::npos) return std::nullopt;
    const bool one = arguments[index] == "1" || arguments[index] == "1 × 1";
    return one ? gap.substr(2, between - 2) : gap.substr(between + 1);
}

}  // namespace

std::string fill(std::string_view sentence, std::span<const std::string> arguments) {
    std::string text;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const std::size_t end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
        const auto word = end == std::string_view::npos
                              ? std::nullopt
                              : filling(sentence.substr(i + 1, end - i - 1), arguments);
        if (word) {
            text += *word;
            i = end;
        } else {
            text += sentence[i];
        }
    }
    return text;
}

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
