// The words of a sentence, for embedding_table.h: UTF-8 text in, words out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// The words of a sentence, as typed. Spaces and punctuation (ASCII, general, Chinese and full-width)
/// separate and are dropped; an apostrophe inside a word stays. Every Chinese character, and every Japanese
/// kana, is a word of its own. Bytes that are not UTF-8 separate too.
std::vector<std::string> split_words(std::string_view sentence);

/// A word in the form under which it is looked up: A-Z and the capitals of Latin-1, Greek and Cyrillic in
/// lower case.
std::string lookup_form(std::string_view word);

}  // namespace patchlens
