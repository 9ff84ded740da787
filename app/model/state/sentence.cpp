#include "app/model/state/sentence.h"

#include <array>
#include <optional>

namespace patchlens::model {
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

std::bitset<10> gaps_in(std::string_view sentence) {
    static constexpr std::size_t most = 10;
    const std::array<std::string, most> arguments;
    std::bitset<most> gaps;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const std::size_t end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos || !filling(sentence.substr(i + 1, end - i - 1), arguments))
            continue;
        gaps.set(static_cast<std::size_t>(sentence[i + 1] - '0'));
        i = end;
    }
    return gaps;
}

}  // namespace patchlens::model
