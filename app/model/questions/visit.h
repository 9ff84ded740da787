// A visit to the answer of a question: what was there before, so that it comes back exactly.
#pragma once

#include <memory>
#include <vector>

#include "app/model/state/ghost.h"
#include "app/model/state/session.h"
#include "app/model/state/trail.h"
#include "app/model/state/undo_history.h"

namespace patchlens::model {

/// What a visit to the answer of the quiz's question has for a number.
inline constexpr int question_of_the_quiz = 0;

struct Visit {
    int question = 1;     ///< of the 25, or question_of_the_quiz
    Session before;       ///< choices and places, …
    UndoHistory history;  ///< … what undo takes back there, …
    Trail trail;          ///< … where Back leads there, …
    Ghost ghost;          ///< … what stood behind the bars there, …
    /// … and the selected patch's vector; null where it was not computed.
    std::shared_ptr<const std::vector<float>> vector;
    Session shown = {};     ///< the answer as it was set, …
    bool complete = false;  ///< … and whether it points at what had to be computed first
};

}  // namespace patchlens::model
