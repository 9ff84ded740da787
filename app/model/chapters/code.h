// The code: which statement is selected, and in which notation it is written.
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
    struct Choice {
        bool operator==(const Choice&) const = default;
    };
    struct Place {
        Notation notation = Notation::pytorch;
        int line = 0;  ///< the selected statement, counted from 0
        bool playing = false;
        double shown = 0;  ///< while playing: the elapsed fraction of the time the statement is shown, 0 to 1

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... code) {
        using enum FieldRole;
        visit(place, "code.notation", code.place.notation...);
        visit(place, "code.line", code.place.line...);
        visit(motion, "code.playing", code.place.playing...);
        visit(motion, "code.shown", code.place.shown...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.line = std::max(place.line, 0);
        place.shown = kept_within(place.shown, 0, 1, 0);
    }

    static AnalysisRequest analyses(const Place&) { return {.path_difference = true}; }
};

}  // namespace patchlens::model
