// The questions that a shape, a place in the grid, or words answer.
#include <initializer_list>
#include <utility>

#include "app/model/quiz/asking.h"

namespace patchlens::model::quiz {
namespace {

using enum QuizMistake;

void shape(QuizQuestion& question, std::initializer_list<std::pair<Shape, QuizMistake>> offered) {
    for (const auto& [value, mistake] : offered)
        offer(question, value, mistake);
}

void word(QuizQuestion& question, std::initializer_list<std::pair<QuizWord, QuizMistake>> offered) {
    for (const auto& [value, mistake] : offered)
        offer(question, value, mistake);
}

void ask_output_shape(QuizQuestion& question, const Subject& s) {
    const Size grid = s.grid.grid();
    const Size image = s.grid.image();
    shape(question, {{output_shape(s.grid, s.config.embed_dim, Layout::nchw), none},
                     {{1, s.patches, s.dims}, tokens_already},
                     {{1, s.channels, grid.height, grid.width}, channel_outputs},
                     {{1, s.dims, grid.width, grid.height}, sides_swapped},
                     {{1, s.dims, s.config.patch_size.height, s.config.patch_size.width}, size_as_count},
                     {{1, s.dims, image.height, image.width}, slides_by_one}});
}

void ask_tokens_shape(QuizQuestion& question, const Subject& s) {
    const Size grid = s.grid.grid();
    shape(question, {{output_shape(s.grid, s.config.embed_dim, Layout::nlc), none},
                     {{1, s.dims, s.patches}, transpose_forgotten},
                     {{1, s.patches, s.values}, values_as_length},
                     {{1, s.dims, grid.height, grid.width}, not_flattened}});
}

void ask_weight_shape(QuizQuestion& question, const Subject& s) {
    const Size grid = s.grid.grid();
    const Size patch = s.config.patch_size;
    shape(question, {{{s.dims, s.channels, patch.height, patch.width}, none},
                     {{s.channels, s.dims, patch.height, patch.width}, axes_swapped},
                     {{s.dims, patch.height, patch.width}, colour_forgotten},
                     {{s.patches, s.channels, patch.height, patch.width}, weights_per_patch},
                     {{s.dims, s.channels, grid.height, grid.width}, size_as_count}});
}

void ask_patch_of_token(QuizQuestion& question, const Subject& s, QuizRandom& random) {
    const PatchPosition patch = question.patch = any_patch(s, random);
    const Size grid = s.grid.grid();
    const auto token = static_cast<int>(s.grid.token(patch));
    offer(question, patch, none);
    offer(question, PatchPosition{token % grid.height, token / grid.height}, column_by_column);
    offer(question, PatchPosition{patch.column, patch.row}, sides_swapped);
    if (token > 0) {
        const auto before = s.grid.position(token - 1);
        offer(question, before, from_one);
    }
}

}  // namespace

bool has_shape(QuizKind kind) {
    return kind == QuizKind::output_shape || kind == QuizKind::tokens_shape ||
           kind == QuizKind::weight_shape || kind == QuizKind::patch_of_token;
}

void answer_with_shape(QuizQuestion& question, const Subject& subject, QuizRandom& random) {
    if (question.kind == QuizKind::output_shape) return ask_output_shape(question, subject);
    if (question.kind == QuizKind::tokens_shape) return ask_tokens_shape(question, subject);
    if (question.kind == QuizKind::weight_shape) return ask_weight_shape(question, subject);
    ask_patch_of_token(question, subject, random);
}

void answer_with_words(QuizQuestion& question, const Subject& subject) {
    using enum QuizWord;
    const bool bias = subject.config.bias;
    switch (question.kind) {
        case QuizKind::twins:
            return word(question, {{equal_vectors, none},
                                   {similar_vectors, position_inside},
                                   {other_vectors, weights_per_patch}});
        case QuizKind::black:
            return word(question, {{bias ? the_bias : all_zeros, none},
                                   {bias ? all_zeros : the_bias, bias ? bias_is_zero : bias_assumed},
                                   {sum_of_weights, weights_remain}});
        case QuizKind::doubled:
            return word(question, {{twice_sum, none}, {twice_all, bias_doubled}, {unchanged, normalised}});
        case QuizKind::linear:
            return word(
                question,
                {{linear_equal, none}, {linear_more, linear_differs}, {linear_neighbours, neighbours_seen}});
        case QuizKind::reshape:
            return word(question,
                        {{scrambled, none}, {same_tokens, reshape_same}, {an_error, reshape_refused}});
        default:
            return word(question, {{one_for_all, none},
                                   {each_its_own, weights_per_patch},
                                   {neighbours_alike, neighbours_share}});
    }
}

}  // namespace patchlens::model::quiz
