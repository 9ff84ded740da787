// A visit to the answer of a question: what was there before, so that it comes back exactly.
#pragma once

#include <memory>
#include <vector>

#include "app/model/state/session.h"
#include "app/model/state/trail.h"
#include "app/model/state/undo_history.h"

namespace patchlens::model {

struct Visit {
    int question = 1;
    Session before;       ///< choices and places, …
    UndoHistory history;  ///< … what undo takes back there, …
    Trail trail;          ///< … where Back leads there, …
    /// … and the selected patch's vector; null where it was not computed.
    std::shared_ptr<const std::vector<float>> vector;
};

}  // namespace patchlens::model
