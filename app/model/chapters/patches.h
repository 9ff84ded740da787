// Image to patches: how far the grid is pulled apart, and what happens to the rows and columns that fill no
// patch.
#pragma once

#include "app/model/chapters/chapter.h"

namespace patchlens::model {

/// How to treat the rows and columns that fill no patch: drop them, as the module does; report an error, as
/// timm does; or pad them with zeros, as timm does on request.
enum class Remainder { drop, refuse, pad };

template <>
inline constexpr auto names_of<Remainder> = std::to_array<Named<Remainder>>({
    {"drop", Remainder::drop},
    {"refuse", Remainder::refuse},
    {"pad", Remainder::pad},
});

struct Patches {
    struct Choice {
        Remainder remainder = Remainder::drop;

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        bool costs = false;  ///< what smaller patches cost, in place of the left-over pixels
        double apart = 0;    ///< 0: the whole picture; 1: its patches in a row, the sequence of tokens
        bool playing = false;
        bool returning = false;  ///< the animation runs back from the sequence to the picture

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... patches) {
        using enum FieldRole;
        visit(choice, "patches.remainder", patches.choice.remainder...);
        visit(place, "patches.costs", patches.place.costs...);
        visit(place, "patches.apart", patches.place.apart...);
        visit(motion, "patches.playing", patches.place.playing...);
        visit(motion, "patches.returning", patches.place.returning...);
    }

    static void clamp(Choice&, Place& place, const Facts&) {
        place.apart = kept_within(place.apart, 0, 1, 0);
    }

    static AnalysisRequest analyses(const Place&) { return {}; }
};

}  // namespace patchlens::model
