#include "app/model/chapters/word_lookup.h"

#include <algorithm>
#include <cmath>

namespace patchlens::model {
namespace {

std::shared_ptr<const WordTable> table_of(const Words::Choice& choice) {
    EmbeddingTable embedding(choice.n);
    auto table = std::make_shared<WordTable>();
    table->sentence = choice.sentence;
    table->n = choice.n;
    table->tokens = embedding.tokens(choice.sentence);
    table->row_words.resize(static_cast<std::size_t>(embedding.rows()));
    const auto name_rows = [&](const std::vector<WordToken>& tokens) {
        for (const WordToken& token : tokens)
            table->row_words[static_cast<std::size_t>(token.index)] = token.word;
    };
    name_rows(embedding.tokens(Words::Choice{}.sentence));  // these are in every table
    name_rows(table->tokens);
    table->matrix = embedding.matrix();
    table->largest = table->matrix.cwiseAbs().maxCoeff();
    return table;
}

}  // namespace

const WordToken* WordLookup::token() const {
    return table->tokens.empty() ? nullptr : &table->tokens[static_cast<std::size_t>(word)];
}

WordLookupPointer look_up(const Words::Choice& choice, const WordLookupPointer& previous) {
    const bool same_table =
        previous && previous->table->sentence == choice.sentence && previous->table->n == choice.n;
    const auto table = same_table ? previous->table : table_of(choice);
    const int last = std::max(0, static_cast<int>(table->tokens.size()) - 1);
    const int word = std::clamp(choice.word, 0, last);
    if (same_table && previous->word == word) return previous;

    auto lookup = std::make_shared<WordLookup>();
    lookup->table = table;
    lookup->word = word;
    if (const WordToken* token = lookup->token()) {
        const Eigen::RowVectorXf numbers = product(one_hot(token->index, table->rows()), table->matrix);
        lookup->product.assign(numbers.begin(), numbers.end());
        for (std::size_t i = 0; i < token->vector.size(); ++i) {
            const float difference = std::abs(lookup->product[i] - token->vector[i]);
            lookup->difference = std::max(lookup->difference, difference);
            lookup->shared_numbers += lookup->product[i] == token->vector[i] ? 1 : 0;
        }
    }
    return lookup;
}

}  // namespace patchlens::model
