#include "app/model/quiz/progress.h"

#include <utility>

namespace patchlens::model {
namespace {

void keep(Quiz::Place& place, const QuizRecord& record) {
    (place.round() == QuizRound::before ? place.before : place.after) = to_text(record);
}

}  // namespace

Quiz::Place begun(const PatchEmbedConfig& module, int seed, const QuizBest& best) {
    Quiz::Place place;
    place.best = best;
    place.stage = QuizStage::before;
    place.seed = seed;
    place.module = module;
    return place;
}

Quiz::Place next_quiz(const Quiz::Place& place) {
    Quiz::Place next;
    next.seed = place.seed + 1;
    next.best = place.best;
    return next;
}

Quiz::Place second_round(Quiz::Place place) {
    place.stage = QuizStage::after;
    place.question = 0;
    place.after.clear();
    place.typed.clear();
    return place;
}

Quiz::Place answered(Quiz::Place place, const QuizGiven& given) {
    if (!place.open()) return place;
    QuizRecord record = place.record(place.round());
    const auto at = static_cast<std::size_t>(place.question);
    record.resize(std::max(record.size(), at + 1), {.skipped = true});
    record[at] = given;
    keep(place, record);
    place.typed.clear();
    return place;
}

Quiz::Place gone_on(Quiz::Place place) {
    if (!place.asking()) return place;
    place = answered(std::move(place), {.skipped = true});
    place.typed.clear();
    if (place.question + 1 < static_cast<int>(quiz_length)) {
        ++place.question;
        return place;
    }
    const QuizRound round = place.round();
    int& best = round == QuizRound::before ? place.best.before : place.best.after;
    best = std::max(best, score(place.questions(round), place.record(round)).right);
    place.stage = place.stage == QuizStage::before ? QuizStage::between : QuizStage::done;
    place.question = 0;
    return place;
}

Quiz::Place gone_back(Quiz::Place place) {
    if (!place.asking() || place.question == 0) return place;
    --place.question;
    place.typed.clear();
    return place;
}

}  // namespace patchlens::model
