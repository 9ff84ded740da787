// The overlays on the picture: one dimension, the norms of the vectors, their similarity to the selected
// patch's vector, or their principal components as colours. Nothing is drawn until an overlay's data has been
// computed.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "app/ui/scene.h"

namespace patchlens::ui {

/// The overlays in the order they are offered, with their names on the screen.
struct OverlayName {
    model::Overlay overlay;
    std::string name;   ///< the last part of its probe name
    std::string label;  ///< "Dimension 137"
};
std::vector<OverlayName> overlay_names(const Context& context, int dim);

/// Whether the numbers of `overlay` have been computed.
bool overlay_ready(model::Overlay overlay, const model::Results& results);

/// What a copy of the scene's picture is: the overlay, a pixel for each patch, or the picture as the module
/// sees it.
std::shared_ptr<const Image> shown_picture(const Scene& scene);

/// Draws the session's overlay over `place`, the part of the picture that patches cover.
void draw_overlay(const Scene& scene, const Rect& place);

/// The overlay's value for one patch: "norm 5.1234"; empty without an overlay.
std::string overlay_text(const Scene& scene, PatchPosition patch);

/// The overlay's colours with their values.
void draw_overlay_legend(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui
