// Many small pictures of one size: the place of each in one large picture, the atlas, and on the screen. Pure
// arithmetic.
#pragma once

#include <optional>

#include "app/ui/layout.h"
#include "core/size.h"

namespace patchlens::ui {

/// The largest side of an atlas in texels: every device supports it, and painting stays quick.
inline constexpr int largest_atlas_side = 2048;

/// How `count` pictures of [rows, columns] numbers are packed into one atlas. If they are too many or too
/// large, all are subsampled: of the rows and columns every `step`-th is kept.
struct AtlasPlan {
    int count = 0;
    Size step{1, 1};
    Size tile{1, 1};  ///< texels of one picture
    int columns = 1;  ///< pictures per row of the atlas

    /// Texels of the whole atlas.
    Size size() const;
    /// The texels of picture `index`.
    Rectangle texels(int index) const;
};

AtlasPlan plan_atlas(int count, Size numbers);

/// Tiles on the screen in rows from left to right, relative to the atlas' top left corner; rows that do not
/// fit are reached by scrolling.
struct AtlasLayout {
    int count = 0;
    float width = 1;    ///< of one tile's picture
    float height = 1;   ///< of one tile's picture
    float caption = 0;  ///< height of the line or the two lines below each; 0: no caption
    float gap = 0;
    int columns = 1;

    int rows() const { return (count + columns - 1) / columns; }
    float row_height() const { return height + caption + gap; }
    float total_height() const { return static_cast<float>(rows()) * row_height() - gap; }
    /// The picture of the tile at `position`.
    Rect tile(int position) const;
    /// The position of the tile at a point; nothing between tiles and after the last.
    std::optional<int> position_at(ImVec2 point) const;
};

/// Tiles with pictures of proportion `aspect` (width / height) for a place of `room` pixels. `side` is the
/// requested side in logical pixels (of a square of the same area); 0 chooses the largest at which all tiles
/// are visible at once, or a small one where there are too many. `caption` is the height of a line below a
/// tile: narrow tiles have none, wide ones two.
AtlasLayout arrange_atlas(int count, double aspect, ImVec2 room, int side, float caption, float scale);

/// The resulting side in logical pixels; zooming in and out starts from it.
int side_of(const AtlasLayout& layout, float scale);
/// The next larger side (step 1), or the next smaller (step -1).
int next_side(int side, int step);

}  // namespace patchlens::ui
