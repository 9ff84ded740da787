// The parts of the weights lab's scene and of the panel beside it.
#pragma once

#include <string>

#include "app/ui/scene.h"
#include "app/ui/widgets/flow.h"

namespace patchlens::ui::weights {

/// A card for each source of weights, with its first filters, in as many rows as `column` needs.
void draw_sources(const Scene& scene, Column& column);

/// The first filters as they are drawn and as they were learned, side by side, as large as `place` allows. A
/// press on one takes it.
void draw_random_and_learned(const Scene& scene, const Rect& place);

/// Whether there is a run that Continue goes on with: one of now, or an earlier one whose weights are shown.
bool goes_on(const Scene& scene);
/// The buttons of the training run, and how far it has come.
void draw_run(const Scene& scene, Flow& flow);
/// How many steps, the loss and the speed: "step 1,234   loss 0.1234   85 steps/s".
std::string progress_text(const Scene& scene);

/// The filters, or their principal components, as a wall of tiles.
void draw_wall(const Scene& scene, Flow& flow, const Rect& place);

/// The selected filter as a canvas, with its feature map beside it.
void draw_paint(const Scene& scene, Flow& flow, const Rect& place);

/// Training in the panel: method, pictures, learning rate, sparseness, seed, the losses, and what does not
/// fit.
void draw_training(const Scene& scene, Column& column);
/// The losses from the first step to the last.
void draw_losses(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui::weights
