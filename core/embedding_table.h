// From words to vectors, the way language models begin: a number for each word, then a vector for each
// number.
//
// The table is a matrix [rows, n], one row a word. Looking a word up and multiplying its one-hot vector by
// the matrix are the same thing, which is the bridge to patches: both become vectors by a matrix product.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "core/tensor.h"

namespace patchlens {

/// A word of a sentence with its row of the table.
struct WordToken {
    std::string word;  ///< as typed
    int index = 0;
    std::vector<float> vector;  ///< [n]

    bool operator==(const WordToken&) const = default;
};

/// A vocabulary and its vectors. It starts with the four words of the example sentence "Could have done
/// better": indices 122, 8, 114, 12, so there are 123 rows, most of them for words that the example does not
/// show.
class EmbeddingTable {
public:
    /// n: the length of each vector, 1 to 4096. Throws Error(value_out_of_range).
    explicit EmbeddingTable(int n = 5);

    int n() const { return n_; }
    /// Rows of the matrix: 123 at first, one more for each new word.
    int rows() const { return static_cast<int>(row_words_.size()); }

    /// The words of `sentence` with their indices and vectors. A word not met before gets the next free
    /// index, rows().
    std::vector<WordToken> tokens(std::string_view sentence);

    /// Row `index`. The first five numbers of the example's words are the example's. Every other number is
    /// drawn uniformly from -0.05..0.05, the example's scale, by a generator seeded with the word (or the
    /// index, for a row without a word): the same word has the same vector in any sentence, and a longer
    /// vector begins as a shorter one. Throws Error(value_out_of_range) for an index outside 0..rows-1.
    std::vector<float> vector(int index) const;

    /// All rows, [rows, n]. Throws Error(out_of_memory).
    Matrix matrix() const;

private:
    int n_;
    std::vector<std::string> row_words_;  ///< the lookup form of each row's word; empty for a row without one
    std::map<std::string, int> indices_;
};

/// A row vector [rows] of zeros with a single 1 at `index`. Throws Error(value_out_of_range) for an index
/// outside 0..rows-1.
Eigen::RowVectorXf one_hot(int index, int rows);

/// one_hot [rows] times matrix [rows, n]: [n]. For a one-hot vector and a finite matrix, bit for bit the row.
/// Throws Error(shape_mismatch).
Eigen::RowVectorXf product(const Eigen::RowVectorXf& vector, const Matrix& matrix);

}  // namespace patchlens
