#include "app/ui/chapters/story/progress.h"

#include <algorithm>

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

/// Whether the beat waits here.
bool waits(const Story::Place& place, Hold hold) {
    return hold && place.going == 0 && place.fraction == *hold && *hold < 1;
}

}  // namespace

Story::Place next(Story::Place place, Hold hold, Hold next_hold, bool reduced) {
    place.playing = false;
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
    if (reduced) return resting(place, place.beat + 1, next_hold.value_or(1));
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

Story::Place play_or_pause(Story::Place place, bool reduced) {
    if (place.playing || place.going != 0) {
        place.playing = false;
        place.going = 0;
        return place;
    }
    if (reduced) return next(place, {}, {}, true);
    const bool over = place.beat == last_beat && place.fraction == 1;
    if (over) place = resting(place, 0, 0);
    place.playing = true;
    place.going = 1;
    return place;
}

Story::Place at_time(Story::Place place, double time) {
    const auto [beat, fraction] = beat_at(time);
    place.playing = false;
    return resting(place, beat, fraction);
}

Story::Place later(Story::Place place, double seconds, Hold hold) {
    if (place.going == 0) return place;
    const double step = seconds / (place.going > 0 ? seconds_per_beat : seconds_per_beat_back);
    if (place.going < 0) {
        place.fraction = std::max(0.0, place.fraction - step);
        if (place.fraction > 0) return place;
        return place.beat > 0 ? resting(place, place.beat - 1, 1) : resting(place, 0, 0);
    }
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
