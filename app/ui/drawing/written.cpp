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

/// The character at the start of `text`, cut off it; a byte that belongs to none comes as Written::byte + its
/// value.
char32_t take(std::string_view& text) {
    const Character character = take_character(text);
    return character.code.value_or(Written::byte + static_cast<unsigned char>(character.bytes.front()));
}

void add(std::u32string& set, char32_t character) {
    if (set.find(character) == std::u32string::npos) set += character;
}

}  // namespace

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
        const char32_t character = take(text);
        const char32_t shown = with_stand_in(character);
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
    while (!text.empty())
        all += to_utf8(with_stand_in(take(text)));
    return all;
}

char32_t Written::with_stand_in(char32_t character) {
    return needs_stand_in(character) ? stand_in(character) : character;
}

std::string Written::without_stand_ins(std::string_view text) const {
    std::string all;
    while (!text.empty()) {
        char32_t character = take(text);
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
