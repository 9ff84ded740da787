// The code: which line is stepped at, and in which notation it is written.
#pragma once

#include "app/model/names.h"

namespace patchlens::model {

struct CodeChoice {
    Notation notation = Notation::pytorch;
    int line = 0;  ///< the step looked at, counted from 0

    bool operator==(const CodeChoice&) const = default;
    /// Visits every field with its key in a saved session.
    static void each(auto& choice, auto&& visit) {
        visit("notation", choice.notation);
        visit("line", choice.line);
    }
};

}  // namespace patchlens::model
