// The distribution of a vector's numbers: a histogram, with the pinned patch's as an outline over it.
#pragma once

#include "app/ui/context.h"
#include "core/analysis/statistics.h"

namespace patchlens::ui {

/// The number of bins: the square root of the number of values, from 1 to 64.
int histogram_bins(std::size_t count);

/// Numbers in equally wide bins over `low` to `high`.
Histogram vector_histogram(std::span<const float> values, double low, double high);

void draw_vector_histogram(Context& context, const model::Results& results, const Rect& place);

}  // namespace patchlens::ui
