// Image to patches: how far the grid is pulled apart, and what happens to what fills no patch.
#pragma once

#include "app/model/state/names.h"

namespace patchlens::model {

struct PatchesChoice {
    double apart = 0;  ///< 0: the picture, whole; 1: its patches in a row, the sequence of tokens
    bool playing = false;
    bool returning = false;  ///< what plays goes back from the sequence to the picture
    Remainder remainder = Remainder::drop;

    bool operator==(const PatchesChoice&) const = default;
};

}  // namespace patchlens::model
