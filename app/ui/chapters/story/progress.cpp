#include "app/ui/chapters/story/progress.h"

#include <algorithm>
#include <cmath>

#include "app/ui/chapters/story/timeline.h"
#include "app/ui/play_speed.h"

namespace patchlens::ui::story {
namespace {

using model::Story;

constexpr int last_beat = model::story_beats - 1;

Story::Place resting(Story::Place place, int beat, double fraction) {
    place.beat = beat;
    place.fraction = fraction;
    place.going = 0;
    return place;
}

Hold hold_in(const Holds& holds, int beat) {
    return holds.at(static_cast<std::size_t>(beat));
}

/// Whether the beat waits here.
bool waits(const Story::Place& place, Hold hold) {
    return hold && place.going == 0 && place.fraction == *hold && *hold < 1;
}

}  // namespace

Story::Place next(Story::Place place, const Holds& holds, bool reduced) {
    place.playing = false;
    const Hold hold = hold_in(holds, place.beat);
    if (place.fraction < 1) {
        if (waits(place, hold)) {
            if (reduced) return resting(place, place.beat, 1);
            place.going = 1;
            return place;
        }
        if (hold && place.fraction < *hold) return resting(place, place.beat, *hold);
        return resting(place, place.beat, 1);
    }
    if (place.beat == last_beat) return resting(place, last_beat, 1);
    if (reduced) return resting(place, place.beat + 1, hold_in(holds, place.beat + 1).value_or(1));
    place = resting(place, place.beat + 1, 0);
    place.going = 1;
    return place;
}

Story::Place back(Story::Place place, bool reduced) {
    place.playing = false;
    if (reduced || place.fraction == 0 || place.going < 0)
        return place.beat > 0 ? resting(place, place.beat - 1, 1) : resting(place, 0, 0);
    place.going = -1;
    return place;
}

Story::Place play_or_pause(Story::Place place, const Holds& holds, bool reduced) {
    if (place.playing || place.going != 0) {
        place.playing = false;
        place.going = 0;
        return place;
    }
    if (reduced) return next(place, holds, true);
    const bool over = place.beat == last_beat && place.fraction == 1;
    if (over) place = resting(place, 0, 0);
    place.playing = true;
    place.going = 1;
    return place;
}

namespace {

constexpr double just = 1e-6;  ///< times closer than this are one

Story::Place resting_at(Story::Place place, double time) {
    const auto [beat, fraction] = beat_at(time);
    place.playing = false;
    return resting(place, beat, fraction);
}

/// The first open question after `from`, or there, before `to`.
std::optional<double> question_between(const Holds& holds, double from, double to) {
    for (int beat = 0; beat < model::story_beats; ++beat) {
        const Hold hold = hold_in(holds, beat);
        if (hold && beat + *hold > from - just && beat + *hold < to - just) return beat + *hold;
    }
    return std::nullopt;
}

}  // namespace

Story::Place at_time(Story::Place place, double time, const Holds& holds) {
    return resting_at(place, question_between(holds, time_of(place), time).value_or(time));
}

Story::Place at_beat(Story::Place place, int beat, const Holds& holds) {
    const double now = time_of(place);
    const Hold own = hold_in(holds, beat);
    const bool there = own && std::abs(now - (beat + *own)) < just;
    const double wanted = own && !there ? beat + *own : beat + 1;
    return resting_at(place, question_between(holds, now + 2 * just, wanted).value_or(wanted));
}

Story::Place later(Story::Place place, double seconds, const Holds& holds) {
    if (place.going == 0) return place;
    const double step = seconds / (place.going > 0 ? seconds_per_beat : seconds_per_beat_back);
    if (place.going < 0) {
        place.fraction = std::max(0.0, place.fraction - step);
        if (place.fraction > 0) return place;
        return place.beat > 0 ? resting(place, place.beat - 1, 1) : resting(place, 0, 0);
    }
    const Hold hold = hold_in(holds, place.beat);
    const double before = place.fraction;
    place.fraction = std::min(1.0, before + step);
    const bool reached = hold && before < *hold && place.fraction >= *hold;
    if (reached && *hold < 1) {
        place.playing = false;
        return resting(place, place.beat, *hold);
    }
    if (place.fraction < 1) return place;
    if (!place.playing || place.beat == last_beat || reached) {
        place.playing = false;
        return resting(place, place.beat, 1);
    }
    place.beat += 1;
    place.fraction = 0;
    return place;
}

}  // namespace patchlens::ui::story
