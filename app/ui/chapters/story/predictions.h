// The four questions that the learner answers before the scene shows it: what is asked of the current
// settings, which answer is right, and what is said of each.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/ui/chapters/story/world.h"
#include "app/ui/scene.h"

namespace patchlens::ui::story {

enum class Asked { patches, length, sharing, position };

struct Prediction {
    Asked asked = Asked::patches;
    int beat = 0;
    double hold = 1;  ///< the fraction at which the beat waits for an answer
    std::string question;
    std::array<std::string, model::prediction_choices> choices;
    std::array<std::string, model::prediction_choices> said;  ///< once it was chosen
    int right = 0;
};

/// Where `beat` waits; nothing where it asks nothing.
std::optional<double> hold_of(int beat);
/// What `beat` asks; nothing where it asks nothing, or where there is nothing to see about it.
std::optional<Prediction> prediction_of(const Scene& scene, const World& world, int beat);
/// The answer in a place, -1 if there is none yet.
int& answer_in(model::Story::Place& place, Asked asked);
inline int answer_in(const model::Story::Place& place, Asked asked) {
    model::Story::Place copy = place;
    return answer_in(copy, asked);
}

/// Three different numbers in ascending order: the right one and, of the wrong ones, the first that differ.
struct NumberChoices {
    std::array<std::int64_t, model::prediction_choices> numbers{};
    int right = 0;
};
NumberChoices number_choices(std::int64_t right, std::array<std::int64_t, 2> wrong);

}  // namespace patchlens::ui::story
