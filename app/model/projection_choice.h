// Patch to vector: how many of a number's products have been added up, and how the sum is drawn.
#pragma once

#include "app/model/names.h"

namespace patchlens::model {

struct ProjectionChoice {
    int term = 0;  ///< the product looked at, 0 to C*ph*pw - 1; all before it are in the running sum
    bool playing = false;
    ProjectionView view = ProjectionView::planes;

    bool operator==(const ProjectionChoice&) const = default;
    /// Visits every field that is saved with its key.
    static void each(auto& choice, auto&& visit) {
        visit("term", choice.term);
        visit("view", choice.view);
    }
};

}  // namespace patchlens::model
