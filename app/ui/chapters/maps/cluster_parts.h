// What the picture of the clusters and the list beside it share.
#pragma once

#include <cstddef>
#include <optional>

#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// The cluster of a patch; nothing for a patch whose vector is not finite.
std::optional<int> cluster_of(const model::Results& results, PatchPosition patch);
/// The patch nearest to the centre of a cluster, which stands for it when the mouse is on its name; nothing
/// for a cluster that has lost all its patches.
std::optional<PatchPosition> middle_patch(const model::Results& results, std::size_t cluster);
/// The cluster of the patch under the mouse, or else of the selected one: it is lit everywhere.
std::optional<int> lit_cluster(const Scene& scene);
/// Its colour and hatching.
void draw_cluster_swatch(const Scene& scene, const Rect& place, std::size_t cluster);
/// Lights the cluster while the mouse is at `press`; a click selects the patch nearest to its centre.
void act_for_cluster(const Scene& scene, const Press& press, std::size_t cluster);

}  // namespace patchlens::ui
