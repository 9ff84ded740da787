// The code: how far it has run, and in which notation it is written.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// Ways to write the same computation.
enum class Notation { pytorch, einops, numpy, cpp };

template <>
inline constexpr auto names_of<Notation> = std::to_array<Named<Notation>>({
    {"pytorch", Notation::pytorch},
    {"einops", Notation::einops},
    {"numpy", Notation::numpy},
    {"cpp", Notation::cpp},
});

struct Code {
    static constexpr double most_steps = 100;  ///< more than any run has

    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        Notation notation = Notation::pytorch;
        int step = 0;  ///< the step of the run that was made last, counted from 0
        bool playing = false;
        double shown = 0;   ///< while playing: the elapsed fraction of the time the step is shown, 0 to 1
        double behind = 0;  ///< steps by which the scene is still behind; negative where it is ahead

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... code) {
        using enum FieldRole;
        visit(place, "code.notation", code.place.notation...);
        visit(place, "code.step", code.place.step...);
        visit(motion, "code.playing", code.place.playing...);
        visit(motion, "code.shown", code.place.shown...);
        visit(motion, "code.behind", code.place.behind...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.step = std::max(place.step, 0);
        place.shown = kept_within(place.shown, 0, 1, 0);
        place.behind = kept_within(place.behind, -most_steps, most_steps, 0);
    }

    static AnalysisRequest analyses(const Place&) { return {.path_difference = true, .scales = true}; }
};

}  // namespace patchlens::model
