// The story: one scene from a word to a token, beat by beat, what it asks on the way, and what the learner
// answered.
#pragma once

#include <optional>

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

inline constexpr int story_beats = 13;
/// Answers to choose from, for every question.
inline constexpr int prediction_choices = 3;

/// What was answered: the right thing, or what one believes who answers so. It means the same whatever the
/// settings are.
enum class StoryAnswer {
    none,
    right,
    side,        ///< patch_size is how many patches there are
    area,        ///< … or its square is
    channels,    ///< one number a channel
    values,      ///< as many numbers as pixel values
    each_own,    ///< every patch has weights of its own
    neighbours,  ///< neighbours share weights
    exact,       ///< the vector knows row and column
    rough,       ///< … or roughly
    more,        ///< just some larger number
    still_more,
};
template <>
inline constexpr auto names_of<StoryAnswer> = std::to_array<Named<StoryAnswer>>({
    {"none", StoryAnswer::none},
    {"right", StoryAnswer::right},
    {"side", StoryAnswer::side},
    {"area", StoryAnswer::area},
    {"channels", StoryAnswer::channels},
    {"values", StoryAnswer::values},
    {"each-own", StoryAnswer::each_own},
    {"neighbours", StoryAnswer::neighbours},
    {"exact", StoryAnswer::exact},
    {"rough", StoryAnswer::rough},
    {"more", StoryAnswer::more},
    {"still-more", StoryAnswer::still_more},
});

/// How many patches there are, how many numbers a patch becomes, whether other patches use other weights,
/// whether the vector knows where its patch was.
enum class StoryQuestion { patches, length, sharing, position };

/// Where the story waits for an answer.
struct StoryHalt {
    int beat;
    double fraction;  ///< of the beat
    StoryQuestion asked;
};
inline constexpr std::array story_halts{
    StoryHalt{2, 0.45, StoryQuestion::patches}, StoryHalt{5, 1.0, StoryQuestion::length},
    StoryHalt{7, 0.42, StoryQuestion::sharing}, StoryHalt{11, 0.4, StoryQuestion::position}};

struct Story {
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        int beat = 0;         ///< 0 to story_beats - 1
        double fraction = 1;  ///< how far the beat has come: 0 as the last one ended, 1 at its own end
        StoryAnswer patches = StoryAnswer::none;
        StoryAnswer length = StoryAnswer::none;
        StoryAnswer sharing = StoryAnswer::none;
        StoryAnswer position = StoryAnswer::none;
        int going = 0;         ///< 1: gliding to the beat's end, -1: to its beginning, 0: at rest
        bool playing = false;  ///< one beat after the other

        StoryAnswer& answer(StoryQuestion asked) {
            switch (asked) {
                case StoryQuestion::patches:
                    return patches;
                case StoryQuestion::length:
                    return length;
                case StoryQuestion::sharing:
                    return sharing;
                case StoryQuestion::position:
                    break;
            }
            return position;
        }
        StoryAnswer answer(StoryQuestion asked) const { return Place(*this).answer(asked); }

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... story) {
        using enum FieldRole;
        visit(place, "story.beat", story.place.beat...);
        visit(place, "story.fraction", story.place.fraction...);
        visit(place, "story.answered.patches", story.place.patches...);
        visit(place, "story.answered.length", story.place.length...);
        visit(place, "story.answered.sharing", story.place.sharing...);
        visit(place, "story.answered.position", story.place.position...);
        visit(motion, "story.going", story.place.going...);
        visit(motion, "story.playing", story.place.playing...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.beat = std::clamp(place.beat, 0, story_beats - 1);
        place.fraction = kept_within(place.fraction, 0, 1, 1);
        place.going = std::clamp(place.going, -1, 1);
    }

    static AnalysisRequest analyses(const Place& place) {
        return {.dimensions = true, .scales = true, .twins = place.beat >= story_beats - 3};
    }
};

/// Where `beat` waits; null where it asks nothing.
constexpr const StoryHalt* story_halt(int beat) {
    for (const StoryHalt& halt : story_halts)
        if (halt.beat == beat) return &halt;
    return nullptr;
}

/// What the story asks at its place and nobody may tell: the learner has not answered, nor gone on without.
inline std::optional<StoryQuestion> story_asks(const Story::Place& place) {
    const StoryHalt* halt = story_halt(place.beat);
    if (halt == nullptr || place.fraction > halt->fraction + 1e-6) return std::nullopt;
    return place.answer(halt->asked) == StoryAnswer::none ? std::optional(halt->asked) : std::nullopt;
}

}  // namespace patchlens::model
