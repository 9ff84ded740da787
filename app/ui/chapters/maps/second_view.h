// A second picture beside the first: how similar the selected patch is to each of its patches.
#pragma once

#include <cstdint>
#include <string>

#include "app/ui/drawing/raster.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/flow.h"

namespace patchlens::ui {

/// Where a picture that is dropped at `point` becomes the second one: the right half of the scene, while the
/// view of similarity is shown.
bool takes_second(const model::Session& session, const Rect& scene, ImVec2 point);

/// The buttons that open a second picture and put it away.
void second_tools(const Scene& scene, Flow& flow);

/// A map and its picture, both of `aspect` (width / height): one above the other or side by side, whichever
/// makes them larger.
struct MapAndPicture {
    Rect map;
    Rect picture;
};
MapAndPicture map_and_picture(const Context& context, const Rect& place, double aspect);

/// Of a texture's source: which range it is painted in.
std::int64_t part_of(Range range);

/// The range of the similarities within the first picture, widened to those of the second.
Range with_second(const Scene& scene, Range range);

/// The second picture's similarities over the picture itself, with the patch most alike marked, or why they
/// cannot be shown.
void draw_second(const Scene& scene, const Rect& place, Range range);

/// The patch most alike, and how much; empty without one.
std::string second_caption(const Scene& scene);

}  // namespace patchlens::ui
