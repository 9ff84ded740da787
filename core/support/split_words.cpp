#include "core/support/split_words.h"

#include <optional>

namespace patchlens {
namespace {

/// A code point and the bytes it came from; no value where the bytes are not UTF-8.
struct Character {
    std::optional<char32_t> value;
    std::string_view bytes;
};

/// The first character of a text that is not empty.
Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Character invalid{std::nullopt, text.substr(0, 1)};
    if (byte(0) < 0x80) return {byte(0), text.substr(0, 1)};
    const std::size_t length = byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : 2;
    if (byte(0) < 0xc2 || byte(0) > 0xf4 || text.size() < length) return invalid;
    char32_t value = byte(0) & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return invalid;
        value = (value << 6U) | (byte(i) & 0x3fU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return invalid;
    return {value, text.substr(0, length)};
}

std::string encoded(char32_t c) {
    if (c < 0x80) return {static_cast<char>(c)};
    return {static_cast<char>(0xc0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3fU))};
}

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == U'\u2019';
}

/// Scripts written without spaces, where each character is a word: ideographs, with their repetition mark and
/// zero, and kana.
bool stands_alone(char32_t c) {
    return c == 0x3005 || c == 0x3007 || within(c, 0x3041, 0x30ff) || within(c, 0x3400, 0x4dbf) ||
           within(c, 0x4e00, 0x9fff) || within(c, 0xf900, 0xfaff) || within(c, 0x20000, 0x3ffff);
}

bool separates(char32_t c) {
    if (stands_alone(c)) return false;
    if (c < 0x80) return !(within(c, U'0', U'9') || within(c, U'A', U'Z') || within(c, U'a', U'z'));
    const bool latin_sign = within(c, 0x80, 0xbf) && c != 0xaa && c != 0xb5 && c != 0xba;
    const bool full_width_sign = within(c, 0xff00, 0xff0f) || within(c, 0xff1a, 0xff20) ||
                                 within(c, 0xff3b, 0xff40) || within(c, 0xff5b, 0xff65);
    return latin_sign || full_width_sign || c == 0xd7 || c == 0xf7 || c == 0x1680 || c == 0xfeff ||
           within(c, 0x2000, 0x206f) || within(c, 0x2e00, 0x2e7f) || within(c, 0x3000, 0x303f) ||
           within(c, 0xfe10, 0xfe1f) || within(c, 0xfe30, 0xfe6f);
}

char32_t lower(char32_t c) {
    const bool latin = within(c, U'A', U'Z') || (within(c, 0xc0, 0xde) && c != 0xd7);
    const bool greek = within(c, 0x391, 0x3ab) && c != 0x3a2;
    if (latin || greek || within(c, 0x410, 0x42f)) return c + 0x20;
    return within(c, 0x400, 0x40f) ? c + 0x50 : c;
}

}  // namespace

std::vector<std::string> split_words(std::string_view sentence) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(word);
        word.clear();
    };
    while (!sentence.empty()) {
        const auto [value, bytes] = first_character(sentence);
        sentence.remove_prefix(bytes.size());
        if (value && is_apostrophe(*value) && !word.empty() && !sentence.empty()) {
            const auto next = first_character(sentence).value;
            if (next && !separates(*next) && !stands_alone(*next)) {
                word += bytes;
                continue;
            }
        }
        if (!value || separates(*value)) {
            finish();
        } else if (stands_alone(*value)) {
            finish();
            words.emplace_back(bytes);
        } else {
            word += bytes;
        }
    }
    finish();
    return words;
}

std::string lookup_form(std::string_view word) {
    std::string form;
    while (!word.empty()) {
        const auto [value, bytes] = first_character(word);
        word.remove_prefix(bytes.size());
        // Every character changed here takes at most two bytes in UTF-8, and so does its lower case.
        const bool changes = value && lower(*value) != *value;
        form += changes ? encoded(lower(*value)) : std::string(bytes);
    }
    return form;
}

}  // namespace patchlens
