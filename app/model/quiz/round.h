// Ten questions at a time, drawn from settings and a seed: the same on every machine. A quiz has two rounds,
// before the story and after it, that ask the same kinds of questions with other numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "app/model/quiz/question.h"

namespace patchlens::model {

inline constexpr std::size_t quiz_length = 10;

enum class QuizRound { before, after };

template <>
inline constexpr auto names_of<QuizRound> = std::to_array<Named<QuizRound>>({
    {"before", QuizRound::before},
    {"after", QuizRound::after},
});

/// The module of a round: `config` itself before the story, and after it one with another patch_size and
/// embed_dim where there are such.
PatchEmbedConfig quiz_module(const PatchEmbedConfig& config, std::uint32_t seed, QuizRound round);

/// The questions of a round about `config`, whose img_size is the size that the module sees. All modules have
/// `count` questions to ask; where they have fewer kinds of them, a kind may come twice. Throws what
/// validate() throws.
std::vector<QuizQuestion> quiz_questions(const PatchEmbedConfig& config, std::uint32_t seed, QuizRound round,
                                         std::size_t count = quiz_length);

}  // namespace patchlens::model
