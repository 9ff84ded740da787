#include "app/model/state/half_width.h"

#include "core/support/utf8.h"

namespace patchlens::model {
namespace {

/// The ASCII equivalent of `code` if that is a different character; otherwise 0.
char ascii_of(char32_t code) {
    if (code == U'×') return 'x';
    if (code == U'−') return '-';
    if (code == U'\u3000') return ' ';
    return code >= 0xFF01 && code <= 0xFF5E ? static_cast<char>(code - 0xFF01 + '!') : '\0';
}

}  // namespace

std::string half_width(std::string_view text) {
    std::string narrow;
    while (!text.empty()) {
        const Character character = take_character(text);
        const char ascii = character.code ? ascii_of(*character.code) : '\0';
        if (ascii == '\0') {
            narrow += character.bytes;
        } else {
            narrow += ascii;
        }
    }
    return narrow;
}

}  // namespace patchlens::model
