// The story's scene as far as a program has run: the same things, each where the statements run so far have
// brought it. A pure function of the run, so that going back meets the same picture.
#pragma once

#include <optional>
#include <vector>

#include "app/model/code/run.h"
#include "app/ui/chapters/story/timeline.h"

namespace patchlens::ui::code {

/// The part of the world where things rest in the end.
inline constexpr story::Box run_world{-0.04, -0.38, 4.2, 1.4};

/// The part in which there is something at `time`: the picture alone at first, and more with every line that
/// makes something.
story::Box run_view(const story::World& world, const model::CodeListing& listing, const model::CodeRun& run,
                    double time);

/// Where the filters of the stack's maps stand once they are made.
story::Box filter_made(const story::World& world, int layer);

/// What a step works on.
std::vector<model::CodePart> lit_parts(const model::CodeListing& listing, const model::RunStep& step);

/// `time`: how many steps have run; between whole numbers the step runs that ends at the next.
story::Moment run_moment(const story::World& world, const model::CodeListing& listing,
                         const model::CodeRun& run, double time);

/// How brightly `part` is lit at `time`: 1 while a step works on it.
double light_at(const model::CodeListing& listing, const model::CodeRun& run, double time,
                model::CodePart part);

/// Where a part is to be looked for, where it rests in one place.
std::optional<story::Box> place_of_part(const story::World& world, const story::Moment& moment,
                                        model::CodePart part);

}  // namespace patchlens::ui::code
