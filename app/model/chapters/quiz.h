// The quiz: ten questions about the module as it was when the quiz began, before the story and after it.
#pragma once

#include <string>

#include "app/model/chapters/chapter.h"
#include "app/model/quiz/record.h"
#include "app/model/quiz/round.h"

namespace patchlens::model {

/// Where one is in a quiz: nothing asked yet, in the first round, between both, in the second one, at the
/// end.
enum class QuizStage { ready, before, between, after, done };

template <>
inline constexpr auto names_of<QuizStage> = std::to_array<Named<QuizStage>>({
    {"ready", QuizStage::ready},
    {"before", QuizStage::before},
    {"between", QuizStage::between},
    {"after", QuizStage::after},
    {"done", QuizStage::done},
});

/// The most right answers in a finished round; -1: none is finished.
struct QuizBest {
    int before = -1;
    int after = -1;

    bool operator==(const QuizBest&) const = default;
};

struct Quiz {
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        QuizStage stage = QuizStage::ready;
        int seed = 1;             ///< the questions are drawn from it and from `module`
        PatchEmbedConfig module;  ///< as it was when the quiz began; img_size is the size it saw
        int question = 0;         ///< the one shown, 0 to quiz_length - 1
        std::string before;       ///< the records of both rounds (record.h)
        std::string after;
        std::string typed;  ///< a number that is not yet the answer
        QuizBest best;      ///< of this quiz and those before it

        bool operator==(const Place&) const = default;
        bool asking() const { return stage == QuizStage::before || stage == QuizStage::after; }
        /// The round that is under way, or was last.
        QuizRound round() const { return stage < QuizStage::after ? QuizRound::before : QuizRound::after; }
        QuizRecord record(QuizRound of) const {
            return quiz_record(of == QuizRound::before ? before : after, quiz_length);
        }
        std::vector<QuizQuestion> questions(QuizRound of) const {
            return quiz_questions(module, seed_bits(), of);
        }
        /// Whether a question is on the screen that has no answer yet.
        bool open() const {
            if (!asking()) return false;
            const QuizRecord given = record(round());
            const auto at = static_cast<std::size_t>(question);
            return at >= given.size() || given[at].skipped;
        }
        std::uint32_t seed_bits() const { return static_cast<std::uint32_t>(seed); }
    };

    static void each_field(auto&& visit, auto... quiz) {
        using enum FieldRole;
        visit(place, "quiz.stage", quiz.place.stage...);
        visit(place, "quiz.seed", quiz.place.seed...);
        visit(place, "quiz.img_size", quiz.place.module.img_size...);
        visit(place, "quiz.patch_size", quiz.place.module.patch_size...);
        visit(place, "quiz.stride", quiz.place.module.stride...);
        visit(place, "quiz.padding", quiz.place.module.padding...);
        visit(place, "quiz.in_chans", quiz.place.module.in_chans...);
        visit(place, "quiz.embed_dim", quiz.place.module.embed_dim...);
        visit(place, "quiz.bias", quiz.place.module.bias...);
        visit(place, "quiz.question", quiz.place.question...);
        visit(place, "quiz.before", quiz.place.before...);
        visit(place, "quiz.after", quiz.place.after...);
        visit(motion, "quiz.typed", quiz.place.typed...);
        visit(place, "quiz.best_before", quiz.place.best.before...);
        visit(place, "quiz.best_after", quiz.place.best.after...);
    }

    /// A module that cannot be becomes the default one.
    static void clamp(Choice&, Place& place, const Facts&) {
        try {
            validate(place.module);
        } catch (const Error&) {
            place.module = {};
        }
        place.seed = std::max(place.seed, 0);
        for (int* best : {&place.best.before, &place.best.after})
            *best = std::clamp(*best, -1, static_cast<int>(quiz_length));
        place.before = to_text(place.record(QuizRound::before));
        place.after = to_text(place.record(QuizRound::after));
        const auto last = std::min(quiz_length - 1, place.record(place.round()).size());
        place.question = std::clamp(place.question, 0, static_cast<int>(last));
    }

    static AnalysisRequest analyses(const Place&) { return {}; }
};

}  // namespace patchlens::model
