// The zeros that Fit::pad adds to the picture.
#pragma once

#include <vector>

#include "app/model/computing/results.h"

namespace patchlens::ui {

/// The parts of the fitted picture that are such zeros, above, below, left and right of the picture's own
/// pixels; empty where there are none.
std::vector<Rectangle> added_by_fit(const model::Results& results);

}  // namespace patchlens::ui
