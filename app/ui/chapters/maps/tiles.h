// A scrollable wall of tiles, one per dimension, drawn from one atlas: click, hover, scroll.
#pragma once

#include <functional>
#include <optional>
#include <span>

#include "app/ui/chapters/maps/atlas.h"
#include "app/ui/chapters/maps/parts.h"
#include "app/ui/drawing/raster.h"

namespace patchlens::ui {

struct TileWall {
    const Texture& texture;
    const AtlasPlan& plan;
    int planes = 1;              ///< pictures of the atlas side by side in one tile
    double aspect = 1;           ///< of one picture, width / height
    std::span<const int> order;  ///< the dimensions in display order; empty: by number
    /// The smallest and the largest number of a dimension's tile, written below it where there is room.
    std::function<Range(int dim)> range;
    /// Prints numbers into the cells of a picture where they fit.
    std::function<void(const Rect& picture, int dim, int plane)> print = {};
};

/// The dimension of the tile under the mouse, the plane within the tile, and the position, 0 to 1, within the
/// plane.
struct TileHit {
    int dim = 0;
    int plane = 0;
    double x = 0;
    double y = 0;
};

/// The layout of `wall` in `place`, with tiles of the size the session asks for.
AtlasLayout layout_of(const Scene& scene, const TileWall& wall, const Rect& place);

struct TilesDrawn {
    std::optional<TileHit> hit;
    Press press;
};

/// Draws the visible tiles and selects the one pressed. When the selection or the order changes, scrolls to
/// the selected tile.
TilesDrawn draw_tiles(const Scene& scene, const TileWall& wall, const Rect& place);

}  // namespace patchlens::ui
