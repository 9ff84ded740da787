#include "app/ui/drawing/written.h"

#include "app/ui/compat.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

constexpr char32_t last_latin = 0x024F;

bool is_ascii(std::string_view text) {
    for (const char letter : text) {
        if (static_cast<unsigned char>(letter) >= 0x80) return false;
    }
    return true;
}

bool is_private(char32_t character) {
    return character >= Written::first_stand_in &&
           character < Written::first_stand_in + Written::most_stand_ins;
}

bool needs_stand_in(char32_t character) {
    return character > IM_UNICODE_CODEPOINT_MAX || character >= Written::byte || is_private(character);
}

void add(std::u32string& set, char32_t character) {
    if (set.find(character) == std::u32string::npos) set += character;
}

}  // namespace

char32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    if (!is_utf8(text.substr(0, length)) || text.size() < length) {
        text.remove_prefix(1);
        return Written::byte + first;
    }
    char32_t character = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        character = (character << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(length);
    return character;
}

std::string to_utf8(char32_t character) {
    const auto last = [character](unsigned shift) {
        return static_cast<char>(0x80U | ((character >> shift) & 0x3FU));
    };
    if (character < 0x80) return {static_cast<char>(character)};
    if (character < 0x800) return {static_cast<char>(0xC0U | (character >> 6U)), last(0)};
    if (character < 0x10000) return {static_cast<char>(0xE0U | (character >> 12U)), last(6), last(0)};
    return {static_cast<char>(0xF0U | (character >> 18U)), last(12), last(6), last(0)};
}

void Written::begin_frame() {
    for (const char32_t character : seen_) {
        if (character < marks_.size()) marks_.reset(character);
    }
    seen_.clear();
    missing_.clear();
}

std::string Written::drawn(const ImFont* font, std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    std::string drawn;
    drawn.reserve(text.size());
    while (!text.empty()) {
        const char32_t character = take_character(text);
        const char32_t shown = needs_stand_in(character) ? stand_in(character) : character;
        drawn += to_utf8(shown);
        if (character <= last_latin) continue;
        if (character >= byte) continue;
        if (compat::has_glyph(*font, shown)) {
            see(character);
        } else {
            add(missing_, character);
        }
    }
    return drawn;
}

void Written::see(char32_t character) {
    if (character >= marks_.size()) return add(seen_, character);
    if (marks_.test(character)) return;
    marks_.set(character);
    seen_ += character;
}

std::string Written::with_stand_ins(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const char32_t character = take_character(text);
        all += to_utf8(needs_stand_in(character) ? stand_in(character) : character);
    }
    return all;
}

std::string Written::without_stand_ins(std::string_view text) const {
    std::string all;
    while (!text.empty()) {
        char32_t character = take_character(text);
        if (is_private(character) && character - first_stand_in < stands_for_.size())
            character = stands_for_[character - first_stand_in];
        if (character >= byte) {
            all += static_cast<char>(character - byte);
        } else {
            all += to_utf8(character);
        }
    }
    return all;
}

/// U+FFFD once all stand-ins are taken.
char32_t Written::stand_in(char32_t character) {
    const auto found = stand_ins_.find(character);
    if (found != stand_ins_.end()) return found->second;
    if (stands_for_.size() == most_stand_ins) return IM_UNICODE_CODEPOINT_INVALID;
    const auto given = static_cast<char32_t>(first_stand_in + stands_for_.size());
    stands_for_.push_back(character);
    return stand_ins_[character] = given;
}

}  // namespace patchlens::ui
