// How the numbers of a vector are spread: a histogram, with the pinned patch's as an outline over it.
#pragma once

#include "app/ui/context.h"
#include "core/analysis/statistics.h"

namespace patchlens::ui {

/// The square root of how many numbers there are, from 1 to 64: as many bins as a histogram has.
int histogram_bins(std::size_t count);

/// Numbers in equally wide bins over `low` to `high`.
Histogram vector_histogram(std::span<const float> values, double low, double high);

void draw_vector_histogram(Context& context, const model::Results& results, const Rect& place);

}  // namespace patchlens::ui
