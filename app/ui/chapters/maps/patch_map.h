// One picture with a cell for each patch, as large as its place allows. All maps hover and select patches the
// same way.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/ui/chapters/maps/parts.h"

namespace patchlens::ui {

struct PatchMap {
    Rect place;                            ///< where the picture was drawn
    std::optional<PatchPosition> hovered;  ///< under the mouse; the caller adds the tooltip
    Press press;
};

/// The same with something else than a cell for each patch: `paint` draws what patches cover.
PatchMap draw_patch_map(const Scene& scene, const char* name, const Rect& place,
                        const std::function<void(const Rect&)>& paint);
/// Cells have the patches' proportions, so that the picture is recognisable.
PatchMap draw_patch_map(const Scene& scene, const char* name, const Rect& place, const Texture& texture);

/// The menu of the map: a patch's number, the patch, and the map as a picture that a copy calls `what`.
void offer_map_menu(const Scene& scene, const char* name, const PatchMap& map, model::Term meaning,
                    const std::string& what, const std::function<float(PatchPosition)>& number,
                    const std::function<Image()>& paint);

/// Draws a picture so that the middle of each patch lies in the middle of its cell.
void draw_picture_of_patches(Context& context, const Texture& texture, const PatchGrid& grid,
                             const Rect& place);

/// The pixels of one patch, cut out of the picture.
void draw_patch_pixels(const Scene& scene, const Rect& place, PatchPosition patch);

/// The cell of a patch in a picture of all of them.
Rect patch_cell(const PatchGrid& grid, const Rect& place, PatchPosition patch);
/// The proportion of a picture of all patches, width / height.
double patch_map_aspect(const PatchGrid& grid);

}  // namespace patchlens::ui
