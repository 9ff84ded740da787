// The story's scene beside the class, lit where the step that runs works.
#pragma once

#include "app/model/code/run.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// `time`: how many steps of the run have been made; between whole numbers one is being made.
void draw_run(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run, double time,
              const Rect& place);

}  // namespace patchlens::ui
