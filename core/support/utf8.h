// Text from files nobody vouches for: is it UTF-8, and how to quote it in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace patchlens {

/// Whether every byte belongs to a well-formed character (RFC 3629: no overlong forms, no surrogates, up to
/// U+10FFFF).
bool is_utf8(std::string_view text);

/// The text with everything that a terminal or a line would obey rather than show as \xNN, a byte at a time:
/// control characters, line breaks, marks that turn the direction of writing, bytes that are no UTF-8.
std::string printable(std::string_view text);

/// The same in a form fit for one line of a sentence: no more than `longest` characters of the text, followed
/// by
/// "..." where it was cut.
std::string quotable(std::string_view text, std::size_t longest = 80);

}  // namespace patchlens
