#include "app/model/quiz/question.h"

#include <utility>

#include "app/model/quiz/asking.h"

namespace patchlens::model {
namespace {

/// Counts beyond this are not asked for: nobody reads them.
constexpr std::int64_t largest_asked = 1'000'000'000'000'000;

/// Whether the answer of a kind is small enough to be worked out and typed.
bool worth_typing(QuizKind kind, std::int64_t right) {
    const bool counted = kind != QuizKind::macs && kind != QuizKind::bytes && kind != QuizKind::attention;
    return counted && right < 10'000'000;
}

/// Takes wrong answers away, at random, until no more are left than can be offered.
void leave_few(std::vector<QuizAnswer>& offered, QuizRandom& random) {
    while (offered.size() > most_quiz_answers)
        offered.erase(
            offered.begin() + 1 +
            static_cast<std::ptrdiff_t>(random.below(static_cast<std::int64_t>(offered.size()) - 1)));
}

/// Numbers stand in ascending order, anything else in any: the place says nothing of what is right.
void order(QuizQuestion& question, QuizRandom& random) {
    std::vector<QuizAnswer>& offered = question.answers;
    if (quiz::has_number(question.kind)) {
        std::ranges::sort(offered, {},
                          [](const QuizAnswer& answer) { return std::get<std::int64_t>(answer.value); });
    } else {
        for (std::size_t i = offered.size(); i > 1; --i)
            std::swap(offered[i - 1],
                      offered[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
    }
    const auto right = std::ranges::find(offered, QuizMistake::none, &QuizAnswer::mistake);
    question.right = static_cast<std::size_t>(right - offered.begin());
}

void answer(QuizQuestion& question, const quiz::Subject& subject, QuizRandom& random) {
    if (quiz::has_number(question.kind)) {
        quiz::answer_with_number(question, subject, random);
    } else if (quiz::has_shape(question.kind)) {
        quiz::answer_with_shape(question, subject, random);
    } else {
        quiz::answer_with_words(question, subject);
    }
}

/// Whether there are wrong shapes to choose from.
bool can_choose(QuizKind kind, const PatchEmbedConfig& config) {
    QuizRandom any(0);
    return ask(kind, config, false, any).answers.size() > 2;
}

}  // namespace

bool can_ask(QuizKind kind, const PatchEmbedConfig& config) {
    const quiz::Subject subject{config};
    const bool several = subject.patches > 1;
    switch (kind) {
        case QuizKind::attention:
            return several && subject.cost.attention_pairs < largest_asked;
        case QuizKind::macs:
        case QuizKind::outputs:
        case QuizKind::bytes:
            return subject.cost.macs < largest_asked;
        case QuizKind::token:
        case QuizKind::twins:
        case QuizKind::shared:
            return several;
        case QuizKind::reshape:
            return several && config.embed_dim > 1;
        case QuizKind::begins:
            return subject.grid.grid().height > 1 &&
                   subject.grid.padding().height <= subject.grid.stride().height;
        case QuizKind::dropped:
            return subject.grid.dropped().width > 0;
        case QuizKind::halved:
            return subject.grid.plain() && config.patch_size.height % 2 == 0 &&
                   config.patch_size.width % 2 == 0;
        case QuizKind::larger_image:
            return config.img_size.height <= 8192 && config.img_size.width <= 8192;
        case QuizKind::patches_at:
            return several && !subject.grid.has_gaps();
        case QuizKind::patch_of_token:
            return subject.patches > 2;
        case QuizKind::biases:
        case QuizKind::doubled:
            return config.bias;
        case QuizKind::row_index:
            return subject.values > 1;
        case QuizKind::output_shape:
        case QuizKind::tokens_shape:
        case QuizKind::weight_shape:
            return can_choose(kind, config);
        default:
            return true;
    }
}

QuizQuestion ask(QuizKind kind, const PatchEmbedConfig& config, bool typed, QuizRandom& random) {
    QuizQuestion question{.kind = kind, .config = config, .answers = {}, .patch = {}, .pixel = {}};
    answer(question, quiz::Subject{config}, random);
    if (quiz::has_number(kind)) {
        const std::int64_t right = std::get<std::int64_t>(question.answers.front().value);
        question.typed = question.answers.size() < 3 || (typed && worth_typing(kind, right));
    }
    if (!question.typed) leave_few(question.answers, random);
    order(question, random);
    return question;
}

}  // namespace patchlens::model
