// Many small pictures of one size: where each is kept in one large picture, and where each stands on the
// screen. Pure arithmetic.
#pragma once

#include <optional>

#include "app/ui/layout.h"
#include "core/size.h"

namespace patchlens::ui {

/// An atlas has at most this many texels on a side, so that every device takes it and painting it is quick.
inline constexpr int largest_atlas_side = 2048;

/// How `count` pictures of [rows, columns] numbers are kept in one. Where they are too many or too large,
/// each is thinned alike: of its rows and columns every `step`-th is kept.
struct AtlasPlan {
    int count = 0;
    Size step{1, 1};
    Size tile{1, 1};  ///< texels of one picture
    int columns = 1;  ///< pictures side by side

    /// Texels of the whole.
    Size size() const;
    /// The texels of picture `index`.
    Rectangle texels(int index) const;
};

AtlasPlan plan_atlas(int count, Size numbers);

/// Tiles on the screen in rows from left to right, counted from the atlas' own corner; rows below its place
/// are scrolled to.
struct AtlasLayout {
    int count = 0;
    float width = 1;    ///< of one tile's picture
    float height = 1;   ///< of one tile's picture
    float caption = 0;  ///< height of the line below each; 0: there is none
    float gap = 0;
    int columns = 1;

    int rows() const { return (count + columns - 1) / columns; }
    float row_height() const { return height + caption + gap; }
    float total_height() const { return static_cast<float>(rows()) * row_height() - gap; }
    /// The picture of the tile at `position`, and of the whole row the first and the last position.
    Rect tile(int position) const;
    /// The tile at a point; nothing between tiles and behind the last.
    std::optional<int> position_at(ImVec2 point) const;
};

/// Tiles with pictures of proportion `aspect` (width / height) for a place of `room` pixels. `side` is the
/// wanted side in logical pixels (of a square of the same area); 0 makes them as large as all can be seen at
/// once, but not smaller than what can be told apart. Captions are left out where tiles are small.
AtlasLayout arrange_atlas(int count, double aspect, ImVec2 room, int side, float caption, float scale);

/// The side as it came out, in logical pixels; what zooming in and out starts from.
int side_of(const AtlasLayout& layout, float scale);
/// The next larger side (step 1), or the next smaller (step -1).
int next_side(int side, int step);

}  // namespace patchlens::ui
