// Patch to vector: how many of a number's products have been added up, and how the sum is drawn.
#pragma once

#include "app/model/state/names.h"

namespace patchlens::model {

struct ProjectionChoice {
    int term = 0;  ///< the product looked at, 0 to C*ph*pw - 1; it and all before it are in the running sum
    double moment = 0;         ///< how far towards the next product what plays has come, below 1
    bool one_channel = false;  ///< only the planes of the term's channel, large enough to read their numbers
    bool playing = false;
    ProjectionView view = ProjectionView::planes;

    bool operator==(const ProjectionChoice&) const = default;
};

}  // namespace patchlens::model
