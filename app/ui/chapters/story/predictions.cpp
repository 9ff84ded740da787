#include "app/ui/chapters/story/predictions.h"

#include <algorithm>
#include <vector>

#include "app/ui/drawing/numbers.h"

namespace patchlens::ui::story {
namespace {

struct Halt {
    int beat;
    double fraction;
    Asked asked;
};
constexpr std::array halts{Halt{2, 0.45, Asked::patches}, Halt{5, 1.0, Asked::length},
                           Halt{7, 0.34, Asked::sharing}, Halt{11, 0.4, Asked::position}};

const Halt* halt_at(int beat) {
    const auto* found = std::ranges::find(halts, beat, &Halt::beat);
    return found == halts.end() ? nullptr : found;
}

void ask_patches(const model::Language& language, const World& world, Prediction& asked) {
    const PatchGrid& grid = world.grid;
    const std::int64_t side = grid.patch().height;
    const std::int64_t area = grid.patch().area();
    const NumberChoices numbers = number_choices(grid.num_patches(), {side, area});
    const std::string rows = product(grid.grid());
    const std::string patches = grouped(grid.num_patches());
    asked.question = language("story.ask.patches");
    asked.right = numbers.right;
    for (std::size_t i = 0; i < numbers.numbers.size(); ++i) {
        const std::int64_t number = numbers.numbers.at(i);
        asked.choices.at(i) = grouped(number);
        const char* says = number == grid.num_patches() ? "story.patches.right"
                           : number == side             ? "story.patches.side"
                           : number == area             ? "story.patches.area"
                                                        : "story.patches.other";
        asked.said.at(i) = language(says, {rows, patches, grouped(number)});
    }
}

void ask_length(const model::Language& language, const World& world, Prediction& asked) {
    const NumberChoices numbers = number_choices(world.dims, {world.channels, world.values()});
    asked.question = language("story.ask.length");
    asked.right = numbers.right;
    for (std::size_t i = 0; i < numbers.numbers.size(); ++i) {
        const std::int64_t number = numbers.numbers.at(i);
        asked.choices.at(i) = grouped(number);
        const char* says = number == world.dims       ? "story.length.right"
                           : number == world.channels ? "story.length.channels"
                           : number == world.values() ? "story.length.values"
                                                      : "story.length.other";
        asked.said.at(i) = language(says, {grouped(world.dims), grouped(number)});
    }
}

void ask_sharing(const model::Language& language, Prediction& asked) {
    asked.question = language("story.ask.sharing");
    asked.choices = {language("story.sharing.1"), language("story.sharing.2"), language("story.sharing.3")};
    asked.said = {language("story.sharing.own"), language("story.sharing.right"),
                  language("story.sharing.near")};
    asked.right = 1;
}

void ask_position(const model::Language& language, Prediction& asked) {
    asked.question = language("story.ask.position");
    asked.choices = {language("story.position.1"), language("story.position.2"),
                     language("story.position.3")};
    asked.said = {language("story.position.exact"), language("story.position.rough"),
                  language("story.position.right")};
    asked.right = 2;
}

}  // namespace

std::optional<double> hold_of(int beat) {
    const Halt* halt = halt_at(beat);
    return halt != nullptr ? std::optional(halt->fraction) : std::nullopt;
}

std::optional<Prediction> prediction_of(const Scene& scene, const World& world, int beat) {
    const Halt* halt = halt_at(beat);
    if (halt == nullptr) return std::nullopt;
    Prediction asked{.asked = halt->asked,
                     .beat = beat,
                     .hold = halt->fraction,
                     .question = {},
                     .choices = {},
                     .said = {}};
    const model::Language& language = scene.context.language;
    switch (asked.asked) {
        case Asked::patches:
            ask_patches(language, world, asked);
            break;
        case Asked::length:
            ask_length(language, world, asked);
            break;
        case Asked::sharing:
            if (world.grid.num_patches() == 1) return std::nullopt;
            ask_sharing(language, asked);
            break;
        case Asked::position:
            if (!world.twins) return std::nullopt;
            ask_position(language, asked);
            break;
    }
    return asked;
}

int& answer_in(model::Story::Place& place, Asked asked) {
    switch (asked) {
        case Asked::patches:
            return place.patches;
        case Asked::length:
            return place.length;
        case Asked::sharing:
            return place.sharing;
        case Asked::position:
            break;
    }
    return place.position;
}

NumberChoices number_choices(std::int64_t right, std::array<std::int64_t, 2> wrong) {
    std::vector<std::int64_t> numbers{right};
    // Where a misconception gives a number that is there already, other ones stand in.
    const std::array candidates{wrong[0], wrong[1], 2 * right, right + 1, right + 2, right + 3};
    for (const std::int64_t candidate : candidates) {
        const bool known = std::ranges::find(numbers, candidate) != numbers.end();
        if (!known && numbers.size() < model::prediction_choices) numbers.push_back(candidate);
    }
    std::ranges::sort(numbers);
    NumberChoices choices;
    std::ranges::copy(numbers, choices.numbers.begin());
    choices.right = static_cast<int>(std::ranges::find(numbers, right) - numbers.begin());
    return choices;
}

}  // namespace patchlens::ui::story
