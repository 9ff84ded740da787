// The positions that a Vision Transformer adds to the tokens, and what the chapter about them shows: how
// alike they are, what a shuffle of the patches changes with and without them, and the table for another
// img_size.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "app/model/computing/output_memory.h"
#include "core/picture/pyramid.h"
#include "core/projection.h"
#include "core/tensor.h"

namespace patchlens::model {

struct Results;

/// Why there are no positions, or no shuffle, or no other size.
enum class NoPositions {
    not_fours,     ///< embed_dim is not divisible by 4: no sines and cosines
    no_file,       ///< the weights' file holds none whose grid is known, or there is no file
    other_length,  ///< the file's vectors are of another length than embed_dim
    too_large,     ///< more than the memory budget
};

struct PositionTable {
    Tensor numbers;    ///< [N, D], for the grid on the screen
    Tensor class_row;  ///< [1, D], of the class token; empty where the file's model has none
    Tensor stored;     ///< [stored_grid.area(), D]: as it stands in the file; empty if that is `numbers`
    Size stored_grid;

    /// The table before any stretching.
    const Tensor& original() const { return stored.empty() ? numbers : stored; }
};

/// The patches in another order, and their vectors.
struct Shuffle {
    std::vector<std::int64_t> order;  ///< [N]: place t shows patch order[t]
    std::int64_t moved = 0;           ///< patches that do not stand where they stood
    std::shared_ptr<const Pyramid> picture;
    Tensor tokens;  ///< [N, D], computed from the shuffled picture
    /// Each vector against that of the same patch before: equal to the bit, and the largest difference.
    std::int64_t equal = 0;
    double largest = 0;
    std::int64_t common = 0;  ///< vectors that both sets have, whatever their order
    /// The same with positions added; nothing where there are none.
    std::optional<std::int64_t> common_added;
    double largest_added = 0;

    /// Where a patch went.
    std::int64_t place_of(std::int64_t patch) const;
};

/// The table for another picture size.
struct Stretch {
    Size image;                            ///< the other picture
    Size grid;                             ///< its patches
    Tensor right;                          ///< [grid.area(), D]
    Tensor wrong;                          ///< likewise, with the mistake that was asked for; else empty
    Size read_grid;                        ///< the sides that the mistake takes the table for
    double largest = 0;                    ///< difference of the two
    double root_mean_square = 0;           ///< of that difference
    PatchPosition from;                    ///< the selected place in the table before …
    PatchPosition to;                      ///< … and where it is after
    std::vector<float> before_similarity;  ///< of `from` to all, [N]
    std::vector<float> right_similarity;   ///< of `to` to all, [N']
    std::vector<float> wrong_similarity;   ///< likewise
};

struct Positions {
    PositionsRequest asked;
    std::optional<NoPositions> absent;           ///< then there is no table, …
    std::shared_ptr<const PositionTable> table;  ///< … which is else for the grid on the screen
    PatchPosition similar_to;
    std::shared_ptr<const std::vector<float>> similarity;  ///< [N], of `similar_to` to all
    std::shared_ptr<const SimilarityFigure> figure;        ///< where it was asked for
    std::shared_ptr<const Shuffle> shuffle;                ///< likewise, and where memory allows
    std::shared_ptr<const Stretch> stretch;                ///< likewise
};

/// The most patches of the other size.
inline constexpr std::int64_t most_stretched = 65536;

/// The picture that `wanted` (0: chosen) asks for: as high as that, of the same proportions; at least a patch
/// and at most most_stretched patches.
Size stretched_image(const Results& results, Size stored_grid, int wanted);

/// The positions of `results`, in which everything but the analyses is filled in, with what still holds of
/// `previous` (may be null). Throws Error(cancelled), Error(out_of_memory).
std::shared_ptr<const Positions> positions_of(const Results& results, const PositionsRequest& wanted,
                                              const Results* previous, const OutputMemory& budget,
                                              const RunOptions& run);

}  // namespace patchlens::model
