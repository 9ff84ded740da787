// What the makers of questions share.
#pragma once

#include <algorithm>
#include <limits>

#include "app/model/quiz/question.h"
#include "core/costs.h"

namespace patchlens::model::quiz {

/// A module, and a place in it that is drawn at random.
struct Subject {
    const PatchEmbedConfig& config;
    PatchGrid grid = config.grid_of(config.img_size);
    Costs cost = costs(grid, config.conv_shape());
    std::int64_t patches = grid.num_patches();
    std::int64_t values = config.conv_shape().fan_in();
    std::int64_t area = config.patch_size.area();
    std::int64_t dims = config.embed_dim;
    std::int64_t channels = config.in_chans;
};

inline constexpr std::int64_t largest_count = std::numeric_limits<std::int64_t>::max();

/// The product of counts, at most largest_count.
constexpr std::int64_t times(std::int64_t a, std::int64_t b) {
    return b != 0 && a > largest_count / b ? largest_count : a * b;
}

/// Adds an answer unless an equal one is there.
inline void offer(QuizQuestion& question, QuizValue value, QuizMistake mistake) {
    const bool known =
        std::ranges::find(question.answers, value, &QuizAnswer::value) != question.answers.end();
    if (!known) question.answers.push_back({std::move(value), mistake});
}

/// The right answer first, then the wrong ones that differ from it and from each other.
void answer_with_number(QuizQuestion& question, const Subject& subject, QuizRandom& random);
void answer_with_shape(QuizQuestion& question, const Subject& subject, QuizRandom& random);
void answer_with_words(QuizQuestion& question, const Subject& subject);
/// Whether a number answers it, or the shape of a tensor or a place in the grid; else words do.
bool has_number(QuizKind kind);
bool has_shape(QuizKind kind);
/// A patch other than the first, where there are others.
PatchPosition any_patch(const Subject& subject, QuizRandom& random);

}  // namespace patchlens::model::quiz
