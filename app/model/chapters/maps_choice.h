// All the vectors: which picture of them is shown, and in which order.
#pragma once

#include "app/model/state/names.h"

namespace patchlens::model {

/// Which part of the matrix of tokens is shown, and how large.
struct TokenView {
    double zoom = 1;      ///< 1: the whole matrix fills its place
    double row = 0.5;     ///< the point in the middle, 0 first to 1 last token, …
    double column = 0.5;  ///< … 0 first to 1 last dimension

    bool operator==(const TokenView&) const = default;
};

struct MapsChoice {
    MapsView view = MapsView::maps;
    MapsOrder order = MapsOrder::number;
    bool own_scale = true;  ///< each tile's colours are full at its own largest number, else at that of all
    bool planes = false;    ///< a filter of several channels as signed planes, not as one colour picture
    int tile = 0;           ///< the side of a tile in logical pixels; 0: as they fit
    TokenView matrix;
    double step = 0;  ///< of the three shapes: 0 [1, D, H', W'], 1 [1, D, N], 2 [1, N, D], and between them
    bool playing = false;

    bool operator==(const MapsChoice&) const = default;
};

inline constexpr int largest_tile = 512;
inline constexpr double largest_matrix_zoom = 1 << 24;

}  // namespace patchlens::model
