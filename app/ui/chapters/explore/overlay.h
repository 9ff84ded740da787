// What can lie over the picture: one dimension, the vectors' lengths, their likeness to the selected patch's,
// or their principal components as colours. Until the numbers of the wanted one are there, nothing lies over
// it.
#pragma once

#include <span>
#include <string>

#include "app/ui/scene.h"

namespace patchlens::ui {

/// Every overlay in the order they are offered, with its name on the screen.
struct OverlayName {
    model::Overlay overlay;
    std::string name;   ///< its last part in the probe
    std::string label;  ///< "Dimension 137"
};
std::vector<OverlayName> overlay_names(const Context& context, int dim);

/// Whether the numbers of `overlay` have been computed.
bool overlay_ready(model::Overlay overlay, const model::Results& results);

/// Draws it over `place`, the part of the picture that patches cover.
void draw_overlay(const Scene& scene, const Rect& place);

/// What it says of one patch: "norm 5.1234"; empty where nothing lies over the picture.
std::string overlay_text(const Scene& scene, PatchPosition patch);

/// Its colours with their numbers.
void draw_overlay_legend(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
