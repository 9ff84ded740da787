// UTF-8: its characters one after the other, and how to quote text from untrusted files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace patchlens {

/// A character, and the bytes it is written as.
struct Character {
    std::optional<char32_t> code;  ///< none for a byte that belongs to no well-formed character
    std::string_view bytes;        ///< 1 to 4
};

/// The character that `text` begins with; `text` is not empty.
Character first_character(std::string_view text);
/// The same, cut off `text`.
Character take_character(std::string_view& text);
/// `text` without its last character; `text` is not empty.
std::string_view without_last_character(std::string_view text);

/// The bytes of a character up to U+10FFFF.
std::string to_utf8(char32_t code);

/// Whether every byte belongs to a well-formed character (RFC 3629: no overlong forms, no surrogates, up to
/// U+10FFFF).
bool is_utf8(std::string_view text);

/// The text with control characters, line breaks, marks that change the writing direction and bytes that are
/// not UTF-8 escaped as \xNN, byte by byte.
std::string printable(std::string_view text);

/// The same in a form fit for one line of a sentence: no more than `longest` characters of the text, followed
/// by "..." where it was cut.
std::string quotable(std::string_view text, std::size_t longest = 80);

}  // namespace patchlens
