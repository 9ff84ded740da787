// How the story goes on and back: what Next, Back, play, the wheel and the passing of time make of a place.
// Pure functions.
#pragma once

#include <optional>

#include "app/model/chapters/story.h"

namespace patchlens::ui::story {

/// What a place's beat waits for: the fraction at which its unanswered prediction stands; nothing where
/// nothing is asked or it was answered.
using Hold = std::optional<double>;

/// To the next beat, or on from where this one waits; a beat that is still moving comes to its end at once.
/// Where motion is reduced, everything is there at once.
model::Story::Place next(model::Story::Place place, Hold hold, Hold next_hold, bool reduced);
/// To the end of the beat before.
model::Story::Place back(model::Story::Place place, bool reduced);
/// One beat after the other, or a pause.
model::Story::Place play_or_pause(model::Story::Place place, bool reduced);
/// The place at a time, at rest.
model::Story::Place at_time(model::Story::Place place, double time);
/// After `seconds`.
model::Story::Place later(model::Story::Place place, double seconds, Hold hold);

}  // namespace patchlens::ui::story
