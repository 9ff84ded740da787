// The story: one scene from a word to a token, beat by beat, and what the learner predicted on the way.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

inline constexpr int story_beats = 13;
/// Choices of every prediction, answered 0 to 2; -1: not answered.
inline constexpr int prediction_choices = 3;

struct Story {
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        int beat = 0;          ///< 0 to story_beats - 1
        double fraction = 1;   ///< how far the beat has come: 0 as the last one ended, 1 at its own end
        int patches = -1;      ///< predicted: how many patches, …
        int length = -1;       ///< … how many numbers a patch becomes, …
        int sharing = -1;      ///< … whether other patches use other weights, …
        int position = -1;     ///< … whether the vector knows where its patch was
        int going = 0;         ///< 1: gliding to the beat's end, -1: to its beginning, 0: at rest
        bool playing = false;  ///< one beat after the other

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... story) {
        using enum FieldRole;
        visit(place, "story.beat", story.place.beat...);
        visit(place, "story.fraction", story.place.fraction...);
        visit(place, "story.predicted.patches", story.place.patches...);
        visit(place, "story.predicted.length", story.place.length...);
        visit(place, "story.predicted.sharing", story.place.sharing...);
        visit(place, "story.predicted.position", story.place.position...);
        visit(motion, "story.going", story.place.going...);
        visit(motion, "story.playing", story.place.playing...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.beat = std::clamp(place.beat, 0, story_beats - 1);
        place.fraction = kept_within(place.fraction, 0, 1, 1);
        for (int* answer : {&place.patches, &place.length, &place.sharing, &place.position})
            *answer = std::clamp(*answer, -1, prediction_choices - 1);
        place.going = std::clamp(place.going, -1, 1);
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.dimensions = true, .scales = true, .twins = place.beat >= story_beats - 3};
    }
};

}  // namespace patchlens::model
