#include "core/support/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace patchlens {
namespace {

/// Bytes of the character that starts `text`, or 0 if it is not well-formed.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return 0;
    }
    const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
    const bool surrogate = first == 0xed && byte(1) >= 0xa0;
    const bool beyond = first == 0xf4 && byte(1) >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

/// Whether a character has an effect instead of a glyph: Unicode's controls, breaks of lines and paragraphs, and
/// format characters but for those that join letters and emoji.
bool is_control(char32_t code) {
    constexpr std::array<std::pair<char32_t, char32_t>, 11> ranges{{
        {0x00, 0x1f},        // C0
        {0x7f, 0x9f},        // delete, C1
        {0x61c, 0x61c},      // Arabic letter mark
        {0x200b, 0x200b},    // zero width space
        {0x200e, 0x200f},    // left-to-right and right-to-left mark
        {0x2028, 0x202e},    // line, paragraph; embeddings and overrides of direction
        {0x2060, 0x206f},    // word joiner, isolates of direction, deprecated controls
        {0xfeff, 0xfeff},    // byte order mark
        {0xfff9, 0xfffb},    // interlinear annotations
        {0xfffe, 0xffff},    // noncharacters
        {0xe0000, 0xe007f},  // tags
    }};
    return std::ranges::any_of(
        ranges, [code](const auto& range) { return code >= range.first && code <= range.second; });
}

std::string escaped(char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto value = static_cast<std::uint8_t>(byte);
    return {'\\', 'x', digits[value >> 4U], digits[value & 0xfU]};
}

}  // namespace

Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::size_t length = character_length(text);
    if (length == 0) return {std::nullopt, text.substr(0, 1)};
    char32_t code = length == 1 ? byte(0) : byte(0) & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6U | (byte(i) & 0x3fU);
    return {code, text.substr(0, length)};
}

Character take_character(std::string_view& text) {
    const Character first = first_character(text);
    text.remove_prefix(first.bytes.size());
    return first;
}

std::string_view without_last_character(std::string_view text) {
    const auto within_character = [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0U) == 0x80; };
    std::size_t begin = text.size() - 1;
    while (begin > 0 && within_character(text[begin]))
        --begin;
    return text.substr(0, begin);
}

std::string to_utf8(char32_t code) {
    const auto continued = [code](unsigned shift) {
        return static_cast<char>(0x80U | ((code >> shift) & 0x3fU));
    };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xc0U | (code >> 6U)), continued(0)};
    if (code < 0x10000) return {static_cast<char>(0xe0U | (code >> 12U)), continued(6), continued(0)};
    return {static_cast<char>(0xf0U | (code >> 18U)), continued(12), continued(6), continued(0)};
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string printable(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const Character character = take_character(text);
        if (character.code && !is_control(*character.code)) {
            shown += character.bytes;
        } else {
            for (const char byte : character.bytes)
                shown += escaped(byte);
        }
    }
    return shown;
}

std::string quotable(std::string_view text, std::size_t longest) {
    std::string_view rest = text;
    for (std::size_t characters = 0; characters < longest && !rest.empty(); ++characters)
        take_character(rest);
    return printable(text.substr(0, text.size() - rest.size())) + (rest.empty() ? "" : "...");
}

}  // namespace patchlens
