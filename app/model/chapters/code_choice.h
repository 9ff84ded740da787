// The code: which statement is looked at, and in which notation it is written.
#pragma once

#include "app/model/state/names.h"

namespace patchlens::model {

struct CodeChoice {
    Notation notation = Notation::pytorch;
    int line = 0;  ///< the statement looked at, counted from 0
    bool playing = false;
    double shown = 0;  ///< while playing: which part of its time the statement has been on the screen, 0 to 1

    bool operator==(const CodeChoice&) const = default;
};

}  // namespace patchlens::model
