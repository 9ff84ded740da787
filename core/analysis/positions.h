// What a Vision Transformer does with the tokens after the projection: it adds a table of positions, one
// vector for each patch. Where these tables come from, how another picture size stretches one, how that goes
// wrong, and what shuffling patches does to a set of vectors.
//
// A table is [N, D], one row a patch, in token order (row by row).
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// Whether sine and cosine fill a vector: half of it is for the column and half for the row, and half of each
/// are sines.
constexpr bool has_sincos(int embed_dim) {
    return embed_dim >= 1 && embed_dim % 4 == 0;
}

/// The fixed table of MAE (get_2d_sincos_pos_embed, util/pos_embed.py): of D numbers the first quarter is
/// sin(column * w_i), the second cos(column * w_i), the third and fourth the same of the row, with
/// w_i = 10000^(-i / (D/4)), computed in double. Throws Error(value_out_of_range) unless has_sincos(),
/// Error(out_of_memory).
Tensor sincos_positions(Size grid, int embed_dim);

/// What a learned table is before it has learned anything, as torchvision's ViT begins:
/// torch.manual_seed(seed); torch.empty(rows, embed_dim).normal_(std=0.02). Throws Error(out_of_memory).
Tensor drawn_positions(std::int64_t rows, int embed_dim, std::uint64_t seed);

/// How a table is stretched.
enum class Interpolation {
    antialiased,  ///< timm's resample_abs_pos_embed: bicubic, a = -0.5, wider where the grid shrinks
    plain,        ///< bicubic, a = -0.75, four neighbours, the border's repeated (DINOv2)
};

/// The table [from.area(), D] for a grid of `to`, as torch.nn.functional.interpolate(mode="bicubic",
/// align_corners=False, antialias=…) does with [1, D, from.height, from.width], in double. Unchanged where
/// the sides are equal, as in timm. Throws Error(shape_mismatch), Error(out_of_memory), Error(cancelled).
Tensor resample_positions(ConstMatrixView table, Size from, Size to, Interpolation interpolation,
                          const std::stop_token& stop = {});

/// Mistakes in what a table is read as before it is stretched.
enum class TableMistake {
    class_row_left,  ///< the class token's row is taken for the first patch's, so that all move by one
    other_sides,     ///< as many rows, but in a grid of other sides
    not_permuted,    ///< reshaped straight to [1, D, rows, columns] instead of reshape, then permute
};

/// Sides of another grid of as many patches: exchanged, or for a square one, those of half as many rows (or a
/// third, …). Nothing where there are no others, of one patch.
std::optional<Size> other_sides(Size grid);

/// A table as it is read, and for which grid.
struct ReadTable {
    Tensor numbers;  ///< [N, D]
    Size grid;
};
/// The table [1 + N, D], the class token's row first, as it is read with that mistake. Throws
/// Error(shape_mismatch), Error(value_out_of_range) where there are no other sides.
ReadTable misread(ConstMatrixView with_class_row, Size grid, TableMistake mistake);

/// What PyTorch says where tokens [1, a, D] and positions [1, b, D] are added and a is not b; empty where
/// they fit: 1 row fits any number.
std::string addition_error(std::int64_t tokens, std::int64_t positions);

/// torch.manual_seed(seed); torch.randperm(count): place t takes what stood at place order[t].
std::vector<std::int64_t> shuffled_order(std::int64_t count, std::uint64_t seed);

/// How many rows both matrices have, wherever they stand, equal to the bit; each row of one is paired with at
/// most one of the other. Throws Error(shape_mismatch) for rows of other lengths.
std::int64_t common_rows(ConstMatrixView a, ConstMatrixView b);

/// ViT's figure 7, middle: for every position a small map of its cosine similarities to all of them. Of grids
/// with more than `most_tiles` rows or columns every step-th is taken, both of maps and inside each.
struct SimilarityFigure {
    Size step;          ///< 1x1: all
    Size tiles;         ///< rows and columns of maps, and of each map
    Tensor similarity;  ///< [tiles.area(), tiles.area()]
    float lowest = 0;   ///< of them; the highest is 1, of a position with itself
};
inline constexpr int most_tiles = 16;
/// Throws Error(shape_mismatch), Error(cancelled).
SimilarityFigure similarity_figure(ConstMatrixView table, Size grid, const std::stop_token& stop = {});

}  // namespace patchlens
