// Text from untrusted files: whether it is UTF-8, and how to quote it in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace patchlens {

/// Whether every byte belongs to a well-formed character (RFC 3629: no overlong forms, no surrogates, up to
/// U+10FFFF).
bool is_utf8(std::string_view text);

/// The text with control characters, line breaks, marks that change the writing direction and bytes that are
/// not UTF-8 escaped as \xNN, byte by byte.
std::string printable(std::string_view text);

/// The same, short enough for a sentence: at most `longest` characters of the text, then "..." where it was
/// cut.
std::string quotable(std::string_view text, std::size_t longest = 80);

}  // namespace patchlens
