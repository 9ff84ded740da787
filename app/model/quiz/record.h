// What was answered in a round, as text that a session keeps: "2 s 1024" is the place of the chosen answer,
// counted from 0, a skipped question, and a typed number.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/quiz/question.h"

namespace patchlens::model {

/// An answer that was given.
struct QuizGiven {
    bool skipped = false;
    std::int64_t value = 0;  ///< which of the offered answers, or the number that was typed

    bool operator==(const QuizGiven&) const = default;
};

/// Of the questions that were come to, in order.
using QuizRecord = std::vector<QuizGiven>;

/// The record in `text`, as far as it is one and has at most `most` entries.
QuizRecord quiz_record(std::string_view text, std::size_t most);
std::string to_text(const QuizRecord& record);

/// Why what was given is wrong; none where it is right.
QuizMistake mistake_in(const QuizQuestion& question, const QuizGiven& given);

struct QuizScore {
    int right = 0;
    int wrong = 0;
    int skipped = 0;

    bool operator==(const QuizScore&) const = default;
};
/// Questions that were not come to count as skipped.
QuizScore score(std::span<const QuizQuestion> questions, const QuizRecord& record);

/// A whole number as people type it: "1,024", "1 024", "1_024", "１０２４"; nothing where the text is none.
std::optional<std::int64_t> typed_number(std::string_view text);

}  // namespace patchlens::model
