// A sentence looked up in the embedding table: its words, the table with a row for each of them, and the
// product of one-hot vector and table that gives the same row.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/chapters/words.h"
#include "core/embedding_table.h"

namespace patchlens::model {

/// The embedding table for a sentence and n.
struct WordTable {
    std::string sentence;
    int n = 0;
    std::vector<WordToken> tokens;       ///< the words of the sentence
    std::vector<std::string> row_words;  ///< [rows], the word of each row; empty if none is known
    Matrix matrix;                       ///< [rows, n]
    float largest = 0;                   ///< the largest absolute number of the matrix

    int rows() const { return static_cast<int>(matrix.rows()); }
};

/// One word looked up in the table.
struct WordLookup {
    std::shared_ptr<const WordTable> table;
    int word = 0;                ///< of table->tokens; 0 where the sentence has no words
    std::vector<float> product;  ///< [n], its one-hot vector times the matrix; empty without a word
    float difference = 0;        ///< the largest absolute difference between product and row
    int shared_numbers = 0;      ///< how many of the n numbers are equal in product and row

    /// The token looked up; null where the sentence has no words.
    const WordToken* token() const;
};
using WordLookupPointer = std::shared_ptr<const WordLookup>;

/// Looks up `choice`, reusing what is still valid in `previous` (may be null). A word index beyond the
/// sentence means its last word. Throws Error(out_of_memory), Error(value_out_of_range) for n outside
/// 1..4096.
WordLookupPointer look_up(const Words::Choice& choice, const WordLookupPointer& previous);

}  // namespace patchlens::model
