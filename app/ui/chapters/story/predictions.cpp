#include "app/ui/chapters/story/predictions.h"

#include <algorithm>
#include <span>
#include <vector>

#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::story {
namespace {

using Answer = model::StoryAnswer;
using Asked = model::StoryQuestion;

struct Said {
    Answer answer;
    const char* key;
};
constexpr std::array said_of_patches{Said{Answer::right, "story.patches.right"},
                                     Said{Answer::side, "story.patches.side"},
                                     Said{Answer::area, "story.patches.area"}};
constexpr std::array said_of_length{Said{Answer::right, "story.length.right"},
                                    Said{Answer::channels, "story.length.channels"},
                                    Said{Answer::values, "story.length.values"}};

const char* said(std::span<const Said> all, Answer answer, const char* otherwise) {
    const auto found = std::ranges::find(all, answer, &Said::answer);
    return found != all.end() ? found->key : otherwise;
}

void ask_patches(const model::Language& language, const World& world, Prediction& asked) {
    const std::string rows = product(world.grid.grid());
    const std::string patches = grouped(world.grid.num_patches());
    asked.question = language("story.ask.patches");
    for (std::size_t i = 0; i < asked.choices.size(); ++i) {
        asked.choices.at(i) = grouped(asked.offer.numbers.at(i));
        asked.said.at(i) = language(said(said_of_patches, asked.offer.answers.at(i), "story.patches.other"),
                                    {rows, patches, asked.choices.at(i)});
    }
}

void ask_length(const model::Language& language, const World& world, Prediction& asked) {
    asked.question = language("story.ask.length");
    for (std::size_t i = 0; i < asked.choices.size(); ++i) {
        asked.choices.at(i) = grouped(asked.offer.numbers.at(i));
        const Answer answer = asked.offer.answers.at(i);
        const bool nothing_to_add = answer == Answer::channels && world.channels == 1;
        asked.said.at(i) = language(
            nothing_to_add ? "story.length.other" : said(said_of_length, answer, "story.length.other"),
            {grouped(world.dims), asked.choices.at(i)});
    }
}

void ask_sharing(const model::Language& language, Prediction& asked) {
    asked.question = language("story.ask.sharing");
    asked.choices = {language("story.sharing.1"), language("story.sharing.2"), language("story.sharing.3")};
    asked.said = {language("story.sharing.own"), language("story.sharing.right"),
                  language("story.sharing.near")};
}

void ask_position(const model::Language& language, Prediction& asked) {
    asked.question = language("story.ask.position");
    asked.choices = {language("story.position.1"), language("story.position.2"),
                     language("story.position.3")};
    asked.said = {language("story.position.exact"), language("story.position.rough"),
                  language("story.position.right")};
}

}  // namespace

int Offer::find(Answer answer) const {
    const auto found = std::ranges::find(answers, answer);
    return found != answers.end() ? static_cast<int>(found - answers.begin()) : -1;
}

Offer number_offer(std::int64_t right, std::array<WrongNumber, 2> wrong) {
    std::vector<WrongNumber> offered{{right, Answer::right}};
    const auto add = [&](WrongNumber candidate) {
        const bool known =
            std::ranges::find(offered, candidate.number, &WrongNumber::number) != offered.end();
        if (!known && offered.size() < model::prediction_choices) offered.push_back(candidate);
    };
    for (const WrongNumber& candidate : wrong)
        add(candidate);
    // Where a misconception gives a number that is there already, other ones stand in.
    for (const std::int64_t number : {2 * right, right + 1, right + 2, right + 3})
        add({number, std::ranges::find(offered, Answer::more, &WrongNumber::answer) == offered.end()
                         ? Answer::more
                         : Answer::still_more});
    std::ranges::sort(offered, {}, &WrongNumber::number);
    Offer offer;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        offer.answers.at(i) = offered[i].answer;
        offer.numbers.at(i) = offered[i].number;
    }
    return offer;
}

std::optional<Offer> offer_of(const World& world, Asked asked) {
    const PatchGrid& grid = world.grid;
    switch (asked) {
        case Asked::patches:
            return number_offer(grid.num_patches(), {WrongNumber{grid.patch().height, Answer::side},
                                                     WrongNumber{grid.patch().area(), Answer::area}});
        case Asked::length:
            return number_offer(world.dims, {WrongNumber{world.channels, Answer::channels},
                                             WrongNumber{world.values(), Answer::values}});
        case Asked::sharing:
            if (grid.num_patches() == 1) return std::nullopt;
            return Offer{{Answer::each_own, Answer::right, Answer::neighbours}, {}};
        case Asked::position:
            break;
    }
    // While equal patches are still looked for, the beat waits.
    if (world.twins_known && !world.twins_equal) return std::nullopt;
    return Offer{{Answer::exact, Answer::rough, Answer::right}, {}};
}

std::optional<Prediction> prediction_of(const Scene& scene, const World& world, int beat) {
    const model::StoryHalt* halt = model::story_halt(beat);
    if (halt == nullptr) return std::nullopt;
    const auto offer = offer_of(world, halt->asked);
    if (!offer) return std::nullopt;
    Prediction asked{.asked = halt->asked,
                     .hold = halt->fraction,
                     .offer = *offer,
                     .question = {},
                     .choices = {},
                     .said = {},
                     .chosen = offer->find(scene.session.place<model::Story>().answer(halt->asked))};
    const model::Language& language = scene.context.language;
    switch (asked.asked) {
        case Asked::patches:
            ask_patches(language, world, asked);
            break;
        case Asked::length:
            ask_length(language, world, asked);
            break;
        case Asked::sharing:
            ask_sharing(language, asked);
            break;
        case Asked::position:
            ask_position(language, asked);
            break;
    }
    return asked;
}

Holds holds_of(const model::Story::Place& place, const World& world) {
    Holds holds;
    for (const model::StoryHalt& halt : model::story_halts) {
        const auto offer = offer_of(world, halt.asked);
        if (offer && offer->find(place.answer(halt.asked)) < 0)
            holds.at(static_cast<std::size_t>(halt.beat)) = halt.fraction;
    }
    return holds;
}

}  // namespace patchlens::ui::story
