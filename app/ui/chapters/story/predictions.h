// The four questions that the learner answers before the scene shows it: what is asked of the current
// settings, which answer is right, and what is said of each.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "app/ui/chapters/story/progress.h"
#include "app/ui/chapters/story/world.h"
#include "app/ui/scene.h"

namespace patchlens::ui::story {

/// Three different answers; numbers in ascending order.
struct Offer {
    std::array<model::StoryAnswer, model::prediction_choices> answers{};
    std::array<std::int64_t, model::prediction_choices> numbers{};  ///< where numbers are asked for

    /// Which one is `answer`; -1 where it is not among them.
    int find(model::StoryAnswer answer) const;
    int right() const { return find(model::StoryAnswer::right); }
};

/// A wrong number and who answers so.
struct WrongNumber {
    std::int64_t number;
    model::StoryAnswer answer;
};
/// The right number and, of the wrong ones, the first that differ.
Offer number_offer(std::int64_t right, std::array<WrongNumber, 2> wrong);

/// Nothing where nothing is to be seen about it: with one patch, or no two equal ones.
std::optional<Offer> offer_of(const World& world, model::StoryQuestion asked);

struct Prediction {
    model::StoryQuestion asked = model::StoryQuestion::patches;
    double hold = 1;  ///< the fraction at which the beat waits for an answer
    Offer offer;
    std::string question;
    std::array<std::string, model::prediction_choices> choices;
    std::array<std::string, model::prediction_choices> said;  ///< once it was chosen
    int chosen = -1;                                          ///< -1: not answered
};

/// What `beat` asks; nothing where it asks nothing.
std::optional<Prediction> prediction_of(const Scene& scene, const World& world, int beat);
/// Where each beat waits for an answer that is not there yet.
Holds holds_of(const model::Story::Place& place, const World& world);

}  // namespace patchlens::ui::story
