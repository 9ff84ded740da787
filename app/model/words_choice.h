// Words to vectors: which sentence is shown, and which word of it is looked up.
#pragma once

#include <string>

namespace patchlens::model {

struct WordsChoice {
    std::string sentence = "Could have done better";
    int n = 5;     ///< the length of each word's vector, 1 to 4096
    int word = 0;  ///< the word looked up, counted from 0

    bool operator==(const WordsChoice&) const = default;
    /// Visits every field with its key in a saved session.
    static void each(auto& choice, auto&& visit) {
        visit("sentence", choice.sentence);
        visit("n", choice.n);
        visit("word", choice.word);
    }
};

}  // namespace patchlens::model
