#include "app/model/quiz/record.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace patchlens::model {
namespace {

/// A number that is all of `text`.
std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

}  // namespace

QuizRecord quiz_record(std::string_view text, std::size_t most) {
    QuizRecord record;
    while (!text.empty() && record.size() < most) {
        const std::string_view entry = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), entry.size() + 1));
        if (entry == "s") {
            record.push_back({.skipped = true});
            continue;
        }
        const auto value = whole_number(entry);
        if (!value) break;
        record.push_back({.value = *value});
    }
    return record;
}

std::string to_text(const QuizRecord& record) {
    std::string text;
    for (const QuizGiven& given : record) {
        if (!text.empty()) text += ' ';
        text += given.skipped ? "s" : std::to_string(given.value);
    }
    return text;
}

QuizMistake mistake_in(const QuizQuestion& question, const QuizGiven& given) {
    const auto& offered = question.answers;
    const auto answer = question.typed
                            ? std::ranges::find(offered, QuizValue(given.value), &QuizAnswer::value)
                        : given.value < static_cast<std::int64_t>(offered.size())
                            ? offered.begin() + static_cast<std::ptrdiff_t>(given.value)
                            : offered.end();
    return answer == offered.end() ? QuizMistake::other : answer->mistake;
}

QuizScore score(std::span<const QuizQuestion> questions, const QuizRecord& record) {
    QuizScore score;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (i >= record.size() || record[i].skipped) {
            ++score.skipped;
        } else if (mistake_in(questions[i], record[i]) == QuizMistake::none) {
            ++score.right;
        } else {
            ++score.wrong;
        }
    }
    return score;
}

std::optional<std::int64_t> typed_number(std::string_view text) {
    // Separators that people put between thousands; full-width ones come from Chinese keyboards.
    constexpr std::array<std::string_view, 10> separators{" ",      ",",      "_",      "'",      "\u00A0",
                                                          "\u2009", "\u202F", "\u3000", "\uFF0C", "\u2019"};
    constexpr std::string_view full_width_zero = "\uFF10";  // the other digits follow in its last byte
    std::string digits;
    while (!text.empty()) {
        const auto separator = std::ranges::find_if(
            separators, [&](std::string_view candidate) { return text.starts_with(candidate); });
        if (separator != separators.end()) {
            text.remove_prefix(separator->size());
        } else if (text.size() >= 3 && text.substr(0, 2) == full_width_zero.substr(0, 2) &&
                   text[2] >= full_width_zero[2] && text[2] < full_width_zero[2] + 10) {
            digits += static_cast<char>('0' + (text[2] - full_width_zero[2]));
            text.remove_prefix(3);
        } else {
            digits += text[0];
            text.remove_prefix(1);
        }
    }
    return whole_number(digits);
}

}  // namespace patchlens::model
