#include "core/support/split_words.h"

#include "core/support/utf8.h"

namespace patchlens {
namespace {

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
        const auto [code, bytes] = take_character(sentence);
        if (code && is_apostrophe(*code) && !word.empty() && !sentence.empty()) {
            const auto next = first_character(sentence).code;
            if (next && !separates(*next) && !stands_alone(*next)) {
                word += bytes;
                continue;
            }
        }
        if (!code || separates(*code)) {
            finish();
        } else if (stands_alone(*code)) {
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
        const auto [code, bytes] = take_character(word);
        form += code ? to_utf8(lower(*code)) : std::string(bytes);
    }
    return form;
}

}  // namespace patchlens
