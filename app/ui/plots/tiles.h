// A scrollable wall of numbered tiles drawn from one atlas: click, hover, scroll. The tiles are dimensions,
// or anything else that is counted from 0.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/ui/drawing/raster.h"
#include "app/ui/plots/atlas.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

struct TileWall {
    std::string name;  ///< for the probe: "maps" in "maps/atlas", "maps/selected", "maps/scrollbar"
    int count = 0;     ///< of tiles
    int side = 0;      ///< of a tile in logical pixels; 0: chosen to fit
    std::function<void(int side)> resize;  ///< asked for with Ctrl and the wheel
    const Texture& texture;
    const AtlasPlan& plan;
    int planes = 1;              ///< pictures of the atlas side by side in one tile
    double aspect = 1;           ///< of one picture, width / height
    std::span<const int> order;  ///< the tiles' numbers in display order; empty: by number
    /// Whether the tiles are the dimensions: they show which is selected, and a press selects.
    bool dimensions = true;
    /// The smallest and the largest number of a tile, written below it where there is room.
    std::function<Range(int tile)> range;
    /// Prints numbers into the cells of a picture where they fit.
    std::function<void(const Rect& picture, int tile, int plane)> print = {};
};

/// The number of the tile under the mouse, the plane within the tile, and the position, 0 to 1, within the
/// plane.
struct TileHit {
    int dim = 0;
    int plane = 0;
    double x = 0;
    double y = 0;
};

/// The layout of `wall` in `place`.
AtlasLayout layout_of(const Scene& scene, const TileWall& wall, const Rect& place);

struct TilesDrawn {
    std::optional<TileHit> hit;
    Press press;
};

/// Draws the visible tiles; of dimensions, selects the one pressed, and scrolls to the selected tile when the
/// selection or the order changes.
TilesDrawn draw_tiles(const Scene& scene, const TileWall& wall, const Rect& place);

}  // namespace patchlens::ui
