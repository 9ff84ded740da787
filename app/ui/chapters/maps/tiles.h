// A scrollable wall of tiles, one a dimension, cut out of one painted picture: click, hover, scroll.
#pragma once

#include <optional>
#include <span>

#include "app/ui/chapters/maps/atlas.h"
#include "app/ui/chapters/maps/parts.h"

namespace patchlens::ui {

struct TileWall {
    const Texture& texture;
    const AtlasPlan& plan;
    int planes = 1;              ///< pictures of the plan beside each other in one tile
    double aspect = 1;           ///< of one picture, width / height
    std::span<const int> order;  ///< the dimensions in the order they are shown; empty: by number
};

/// Where the mouse is: the tile's dimension, which of its planes, and where in this, 0 to 1.
struct TileHit {
    int dim = 0;
    int plane = 0;
    double x = 0;
    double y = 0;
};

/// The layout of `wall` in `place`, as large as the session asks for.
AtlasLayout layout_of(const Scene& scene, const TileWall& wall, const Rect& place);

/// Draws the tiles that are in sight and selects the one pressed. Whenever the selection or the order
/// changes, the selected tile is brought into sight.
std::optional<TileHit> draw_tiles(const Scene& scene, const TileWall& wall, const Rect& place);

}  // namespace patchlens::ui
