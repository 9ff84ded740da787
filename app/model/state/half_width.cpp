#include "app/model/state/half_width.h"

namespace patchlens::model {
namespace {

/// The character that `text` begins with where it has an ASCII one that means the same; else 0.
char ascii_of(std::string_view text) {
    if (text.starts_with("×")) return 'x';
    if (text.starts_with("−")) return '-';
    if (text.starts_with("\u3000")) return ' ';
    if (text.size() < 3 || !text.starts_with("\xEF")) return 0;
    const int high = static_cast<unsigned char>(text[1]);
    const int low = static_cast<unsigned char>(text[2]);
    const int code = 0xF000 | ((high & 0x3F) << 6) | (low & 0x3F);
    return code >= 0xFF01 && code <= 0xFF5E ? static_cast<char>(code - 0xFF01 + '!') : '\0';
}

/// Bytes of the UTF-8 character that begins with `lead`.
std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
}

}  // namespace

std::string half_width(std::string_view text) {
    std::string narrow;
    while (!text.empty()) {
        const char ascii = ascii_of(text);
        narrow += ascii != 0 ? ascii : text.front();
        text.remove_prefix(ascii != 0 ? length_of(text.front()) : 1);
    }
    return narrow;
}

}  // namespace patchlens::model
