// Where the matrices of patches @ weight.T + bias are drawn: patches left of tokens, weight.T above them, so
// that the highlighted row and column meet in the highlighted value. Pure arithmetic.
#pragma once

#include <cstdint>

#include "app/ui/layout.h"

namespace patchlens::ui::projection {

struct MatrixSizes {
    std::int64_t patches = 1;  ///< rows of patches and tokens
    std::int64_t inputs = 1;   ///< columns of patches, rows of weight.T
    std::int64_t dims = 1;     ///< columns of weight.T and tokens
};

struct MatrixLayout {
    Rect patches;              ///< patches [N, K]
    Rect weights;              ///< weight.T [K, D]
    Rect bias;                 ///< bias [D], above tokens; empty without bias
    Rect tokens;               ///< tokens [N, D]
    bool proportional = true;  ///< false: the ratios are reduced, so that the shortest side stays visible
};

/// Arranges them in `place`; `scale` 1 = 96 dpi.
MatrixLayout arrange_matrices(const Rect& place, const MatrixSizes& sizes, bool bias, float scale);

}  // namespace patchlens::ui::projection
