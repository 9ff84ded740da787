// A sentence looked up: its words, the table with a row for each, and the product that gives the same row.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/chapters/words.h"
#include "core/embedding_table.h"

namespace patchlens::model {

/// The table as a sentence and n make it.
struct WordTable {
    std::string sentence;
    int n = 0;
    std::vector<WordToken> tokens;       ///< the words of the sentence
    std::vector<std::string> row_words;  ///< [rows], the word of each row; empty where nobody said one
    Matrix matrix;                       ///< [rows, n]
    float largest = 0;                   ///< the largest absolute number of the matrix

    int rows() const { return static_cast<int>(matrix.rows()); }
};

/// One word of it looked up.
struct WordLookup {
    std::shared_ptr<const WordTable> table;
    int word = 0;                ///< of table->tokens; 0 where the sentence has no words
    std::vector<float> product;  ///< [n], its one-hot vector times the matrix; empty without a word
    float difference = 0;        ///< the largest between product and row
    int shared_numbers = 0;      ///< of the n numbers, how many are the same bit for bit

    /// The token looked up; null where the sentence has no words.
    const WordToken* token() const;
};
using WordLookupPointer = std::shared_ptr<const WordLookup>;

/// Looks up `choice`, taking over from `previous` (may be null) what still holds. A word beyond the sentence
/// is its last. Throws Error(out_of_memory), Error(value_out_of_range) for n outside 1..4096.
WordLookupPointer look_up(const Words::Choice& choice, const WordLookupPointer& previous);

}  // namespace patchlens::model
