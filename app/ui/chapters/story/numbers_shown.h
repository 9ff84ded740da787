// The numbers that the story shows while it moves.
#pragma once

#include "app/model/computing/results.h"
#include "app/ui/chapters/story/timeline.h"

namespace patchlens::ui::story {

/// How many products are in the sum, and the sum of these, in order.
std::int64_t products_gathered(const World& world, const Moment& moment);
double sum_shown(const model::Results& results, const World& world, const Moment& moment);
/// The filter that meets the patch.
int filter_passing(const World& world, const Moment& moment);
/// How many numbers of the vector are there, the selected one first.
int numbers_done(const World& world, const Moment& moment);

}  // namespace patchlens::ui::story
