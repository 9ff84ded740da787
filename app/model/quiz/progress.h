// Going through a quiz: each step makes the next Place of the last.
#pragma once

#include "app/model/chapters/quiz.h"

namespace patchlens::model {

/// The first question of a new quiz about `module`.
Quiz::Place begun(const PatchEmbedConfig& module, int seed, const QuizBest& best = {});
/// Before the first question of the next quiz.
Quiz::Place next_quiz(const Quiz::Place& place);
/// The first question of the second round.
Quiz::Place second_round(Quiz::Place place);
/// With an answer to the question that is open; nothing changes where none is.
Quiz::Place answered(Quiz::Place place, const QuizGiven& given);
/// One question on, or the end of the round; a question that is open counts as skipped.
Quiz::Place gone_on(Quiz::Place place);
/// One question back.
Quiz::Place gone_back(Quiz::Place place);

}  // namespace patchlens::model
