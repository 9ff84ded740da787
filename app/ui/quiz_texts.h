// The quiz in words: its questions, answers and misconceptions, and its results as a table.
#pragma once

#include <string>

#include "app/model/chapters/quiz.h"
#include "app/model/state/language.h"

namespace patchlens::ui {

/// What a kind of question is about, in a few words.
std::string quiz_name(const model::Language& language, model::QuizKind kind);
std::string quiz_text(const model::Language& language, const model::QuizQuestion& question);
/// Why its answer is what it is.
std::string quiz_reason(const model::Language& language, const model::QuizQuestion& question);
/// One sentence about a misconception; empty for none.
std::string quiz_mistake_text(const model::Language& language, model::QuizMistake mistake);
/// "1,024", "[1, 512, 32, 32]", "(19, 10)", or words.
std::string quiz_value_text(const model::Language& language, const model::QuizValue& value);
/// What is said once a question was answered.
struct QuizFeedback {
    std::string verdict;  ///< whether it is right, and if not the misconception
    std::string reason;   ///< why the right answer is what it is

    bool operator==(const QuizFeedback&) const = default;
};
QuizFeedback quiz_feedback(const model::Language& language, const model::QuizQuestion& question,
                           const model::QuizGiven& given);
/// Of the module that is asked about: "img_size 256 × 256 · patch_size 8 × 8 · …".
std::string quiz_settings(const model::Language& language, const PatchEmbedConfig& config);

/// Both rounds as comma-separated values: a heading, then a line for each question.
std::string quiz_table(const model::Language& language, const model::Quiz::Place& place);

}  // namespace patchlens::ui
