// Words to vectors: which sentence is shown, and which word of it is looked up.
#pragma once

#include <cstddef>
#include <string>

namespace patchlens::model {

/// Bytes of the longest sentence.
inline constexpr std::size_t longest_sentence = 1000;

struct WordsChoice {
    std::string sentence = "Could have done better";
    int n = 5;        ///< the length of each word's vector, 1 to 4096
    int word = 0;     ///< the word looked up, counted from 0
    double row = -1;  ///< the row the table has come to on its way to the word's; -1: it is there

    bool operator==(const WordsChoice&) const = default;
};

}  // namespace patchlens::model
