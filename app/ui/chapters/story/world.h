// The story's world: a plane on which everything has its place, in units of the picture's longer side. What
// the places depend on stands here; where things are at a time: timeline.h.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/patch_grid.h"

namespace patchlens::ui::story {

/// A rectangle of the world.
struct Box {
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;

    bool operator==(const Box&) const = default;
};

/// `a` at 0, `b` at 1.
Box between(const Box& a, const Box& b, double t);
/// The largest box of proportion width : height in the middle of `room`.
Box fitted_in(const Box& room, double width, double height);
/// Column and row of `grid` equal cells of `whole`.
Box cell_in(const Box& whole, Size grid, int row, int column);

inline constexpr int most_words = 5;
/// Rows of a patch are drawn one by one up to this many, then several as one.
inline constexpr int most_strips = 192;
/// Maps in the stack.
inline constexpr int most_layers = 12;
/// Pieces a map of the stack falls into when it is flattened.
inline constexpr int most_pieces = 32;

/// The numbers of the current settings on which the places depend.
struct World {
    PatchGrid grid{{1, 1}, {1, 1}};
    PatchPosition patch;  ///< the selected one
    int channels = 3;
    int dims = 1;
    int dim = 0;  ///< the selected one
    // The sentence: the words shown, the one looked up among them, and its row of the table.
    int words = 0;
    int word = 0;
    int row = 0;
    int rows = 1;
    /// Two patches with equal pixels, or else the selected one and the one most like it.
    std::optional<std::pair<PatchPosition, PatchPosition>> twins;
    bool twins_equal = false;
    bool twins_known = false;  ///< they have been looked for

    std::int64_t values() const { return channels * grid.patch().area(); }
    /// Strips that the values are drawn in, and the first value of strip `index`.
    int strips() const;
    std::int64_t strip_begin(int index) const;
    int layers() const { return dims < most_layers ? dims : most_layers; }
    /// The dimension of a map of the stack; layer 0, in front, is the selected one.
    int layer_dim(int layer) const;
    int pieces() const;
    /// The first row of patches of a piece; that of pieces() is the number of rows.
    int piece_begin(int piece) const;

    // Places where things rest.
    Box picture() const;
    /// The picture beside the patch that is taken apart.
    Box picture_aside() const;
    /// A patch in the picture, wherever that is; it may reach into the padding.
    Box in_picture(PatchPosition position, const Box& whole) const;
    Box in_picture(PatchPosition position) const { return in_picture(position, picture()); }
    /// The selected patch, lifted out and grown.
    Box grown() const;
    Box plane(int channel) const;
    /// The same for the filter's planes, below.
    Box filter_plane(int channel) const;
    /// A row of all values, `top` from the world's upper edge.
    Box row_of_values(double top) const;
    /// Strip `index` of a plane, and of a row.
    Box strip_in_plane(int index, bool filter) const;
    Box strip_in_row(int index, double top) const;
    Box vector() const;
    Box in_vector(int dim) const;
    Box map() const;
    Box layer_in_stack(int layer) const;
    Box layer_on_wall(int layer) const;
    Box filter_on_wall(int layer) const;
    /// Between the picture and the stack.
    Box filter_in_column(int layer) const;
    /// The numbers as [D, N], and as [N, D].
    Box maps_as_rows() const;
    Box tokens() const;
};

inline constexpr double pixels_top = 0.80;
inline constexpr double weights_top = 1.08;
inline constexpr double products_top = 1.31;
inline constexpr double sum_top = 1.52;
inline constexpr double vector_top = 1.95;
inline constexpr double row_height = 0.075;

}  // namespace patchlens::ui::story
