#include "core/embedding_table.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/error.h"
#include "core/support/memory.h"
#include "core/support/split_words.h"

namespace patchlens {
namespace {

struct ExampleWord {
    const char* word;  ///< lookup form
    int index;
    std::array<float, 5> vector;
};

constexpr std::array example{
    ExampleWord{"could", 122, {0.0190721F, -0.04473796F, 0.03923314F, 0.04681129F, -0.02183579F}},
    ExampleWord{"have", 8, {0.01421751F, -0.00090249F, 0.01750712F, -0.03774468F, 0.04996594F}},
    ExampleWord{"done", 114, {-0.04607415F, 0.04186441F, 0.02681447F, -0.00218643F, 0.03448829F}},
    ExampleWord{"better", 12, {-0.03162882F, 0.03427991F, 0.0324514F, 0.03953638F, 0.01771886F}},
};
constexpr int example_rows = 123;
constexpr float table_scale = 0.05F;

void require_index(int index, int rows) {
    if (index >= 0 && index < rows) return;
    throw Error(ErrorCode::value_out_of_range,
                {"index", "0", std::to_string(rows - 1), std::to_string(index)});
}

/// FNV-1a, 64 bits: the same number for the same bytes on every machine, which std::hash does not promise.
std::uint64_t hash(std::string_view text) {
    std::uint64_t value = 14695981039346656037U;
    for (const char byte : text)
        value = (value ^ static_cast<unsigned char>(byte)) * 1099511628211U;
    return value;
}

/// SplitMix64 (Steele, Lea, Flood 2014): number `position` of the sequence with this seed, uniform in
/// -table_scale..table_scale.
float seeded_number(std::uint64_t seed, int position) {
    std::uint64_t z = seed + 0x9e3779b97f4a7c15U * (static_cast<std::uint64_t>(position) + 1);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    z ^= z >> 31U;
    return (static_cast<float>(z >> 40U) * 0x1p-23F - 1.0F) * table_scale;
}

}  // namespace

EmbeddingTable::EmbeddingTable(int n) : n_(n), row_words_(example_rows) {
    if (n < 1 || n > 4096) {
        throw Error(ErrorCode::value_out_of_range, {"n", "1", "4096", std::to_string(n)});
    }
    for (const ExampleWord& known : example) {
        row_words_[static_cast<std::size_t>(known.index)] = known.word;
        indices_.emplace(known.word, known.index);
    }
}

std::vector<WordToken> EmbeddingTable::tokens(std::string_view sentence) {
    std::vector<WordToken> result;
    for (const std::string& word : split_words(sentence)) {
        const auto [place, is_new] = indices_.emplace(lookup_form(word), rows());
        if (is_new) row_words_.push_back(place->first);
        result.push_back({word, place->second, vector(place->second)});
    }
    return result;
}

std::vector<float> EmbeddingTable::vector(int index) const {
    require_index(index, rows());
    const std::string& word = row_words_[static_cast<std::size_t>(index)];
    // No word contains a space, so a row without a word cannot share a word's seed.
    const std::uint64_t seed = hash(word.empty() ? "row " + std::to_string(index) : word);
    std::vector<float> numbers(static_cast<std::size_t>(n_));
    for (int i = 0; i < n_; ++i)
        numbers[static_cast<std::size_t>(i)] = seeded_number(seed, i);
    for (const ExampleWord& known : example) {
        if (known.index != index) continue;
        for (std::size_t i = 0; i < std::min(numbers.size(), known.vector.size()); ++i)
            numbers[i] = known.vector[i];
    }
    return numbers;
}

Matrix EmbeddingTable::matrix() const {
    require_memory(static_cast<std::uint64_t>(rows()) * static_cast<std::uint64_t>(n_) * sizeof(float),
                   Word::word_vectors);
    Matrix all(rows(), n_);
    for (int index = 0; index < rows(); ++index) {
        const std::vector<float> row = vector(index);
        all.row(index) = Eigen::Map<const Eigen::RowVectorXf>(row.data(), n_);
    }
    return all;
}

Eigen::RowVectorXf one_hot(int index, int rows) {
    require_index(index, rows);
    Eigen::RowVectorXf vector = Eigen::RowVectorXf::Zero(rows);
    vector[index] = 1.0F;
    return vector;
}

Eigen::RowVectorXf product(const Eigen::RowVectorXf& vector, const Matrix& matrix) {
    if (vector.size() != matrix.rows()) {
        throw Error(ErrorCode::shape_mismatch, {"vector", "[" + std::to_string(vector.size()) + "]",
                                                "[" + std::to_string(matrix.rows()) + "]"});
    }
    return vector * matrix;
}

}  // namespace patchlens
