// How the story goes on and back: what Next, Back, play, the dots, the wheel and the passing of time make of
// a place. Pure functions.
#pragma once

#include <array>
#include <optional>

#include "app/model/chapters/story.h"

namespace patchlens::ui::story {

/// What a beat waits for: the fraction at which its unanswered question stands; nothing where nothing is
/// asked or it was answered.
using Hold = std::optional<double>;
/// Of every beat.
using Holds = std::array<Hold, model::story_beats>;

/// To the next beat, or on from where this one waits; a beat that is still moving comes to its end at once.
/// Where motion is reduced, everything is there at once.
model::Story::Place next(model::Story::Place place, const Holds& holds, bool reduced);
/// To the end of the beat before.
model::Story::Place back(model::Story::Place place, bool reduced);
/// One beat after the other, or a pause.
model::Story::Place play_or_pause(model::Story::Place place, const Holds& holds, bool reduced);
/// The place at a time, at rest, or the first open question on the way there.
model::Story::Place at_time(model::Story::Place place, double time, const Holds& holds);
/// To the end of a beat, or to its open question, or to the first open one on the way there; from a question
/// one goes on without an answer.
model::Story::Place at_beat(model::Story::Place place, int beat, const Holds& holds);
/// After `seconds`.
model::Story::Place later(model::Story::Place place, double seconds, const Holds& holds);

}  // namespace patchlens::ui::story
