// Where the matrices of X @ W.T + b are drawn: X left of the output, W.T above it, so that the highlighted
// row and column meet in the highlighted value. Pure arithmetic.
#pragma once

#include <cstdint>

#include "app/ui/layout.h"

namespace patchlens::ui::projection {

struct MatrixSizes {
    std::int64_t patches = 1;  ///< rows of X and of the output
    std::int64_t inputs = 1;   ///< columns of X, rows of W.T
    std::int64_t dims = 1;     ///< columns of W.T and of the output
};

struct MatrixLayout {
    Rect patches;              ///< X [N, K]
    Rect weights;              ///< W.T [K, D]
    Rect bias;                 ///< b [D], above the output; empty without bias
    Rect tokens;               ///< the output [N, D]
    bool proportional = true;  ///< false: the ratios are reduced, so that the shortest side stays visible
};

/// Arranges them in `place`; `scale` 1 = 96 dpi.
MatrixLayout arrange_matrices(const Rect& place, const MatrixSizes& sizes, bool bias, float scale);

}  // namespace patchlens::ui::projection
