// Which language the screen's texts are in, by its BCP 47 name: "en", "pt-BR".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace patchlens::model {

/// A name, whether or not there are texts in that language: a session keeps it either way.
class LanguageId {
public:
    static const LanguageId en;     ///< comes with the program
    static const LanguageId zh_cn;  ///< likewise

    constexpr LanguageId() : LanguageId("en") {}
    /// The language called `name`; nothing where that is no name: letters, then perhaps letters and digits,
    /// each part of up to 8 after a hyphen, together at most 35. It is safe as the name of a file.
    static constexpr std::optional<LanguageId> called(std::string_view name) {
        if (name.size() > most_letters) return std::nullopt;
        bool first = true;
        for (std::string_view rest = name;; first = false) {
            const std::size_t end = std::min(rest.find('-'), rest.size());
            if (!is_part(rest.substr(0, end), first)) return std::nullopt;
            if (end == rest.size()) return LanguageId(name);
            rest.remove_prefix(end + 1);
        }
    }

    constexpr std::string_view name() const { return {letters_.data(), length_}; }
    /// "pt" of "pt-BR".
    constexpr std::string_view without_region() const { return name().substr(0, name().find('-')); }

    constexpr bool operator==(const LanguageId& other) const { return name() == other.name(); }

private:
    static constexpr std::size_t most_letters = 35;

    constexpr explicit LanguageId(std::string_view name) : length_(name.size()) {
        std::copy(name.begin(), name.end(), letters_.begin());
    }

    static constexpr bool is_part(std::string_view part, bool first) {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const std::size_t least = first ? 2 : 1;
        return part.size() >= least && part.size() <= 8 && std::all_of(part.begin(), part.end(), [&](char c) {
                   return letter(c) || (!first && digit(c));
               });
    }

    std::array<char, most_letters> letters_{};
    std::size_t length_;
};

inline constexpr LanguageId LanguageId::en{"en"};
inline constexpr LanguageId LanguageId::zh_cn{"zh-CN"};

}  // namespace patchlens::model
