// Two patches with the same pixels: wherever they are, their vectors are equal.
#pragma once

#include <optional>
#include <vector>

#include "core/patch_grid.h"
#include "core/projection.h"

namespace patchlens::model {

struct Results;

struct TwinPatches {
    PatchPosition first;
    PatchPosition second;
    std::vector<float> first_vector;   ///< [D]
    std::vector<float> second_vector;  ///< [D]

    /// The largest absolute difference of the two vectors.
    float difference() const;
};

struct Twins {
    PatchPosition near;                ///< the patch that was selected when they were looked for
    std::optional<TwinPatches> pair;   ///< nothing where no two patches are equal
    std::optional<TwinPatches> alike;  ///< then `near` and the patch most like it; nothing where it is alone
};

/// Two patches of the results' picture with the same pixels in every channel: `near` and its farthest twin,
/// or else, of the first patches that have twins, the one with the most contrast. Without any, the patch
/// whose pixels are closest to those of `near`, by the sum of squared differences. Throws Error(cancelled).
Twins twins_of(const Results& results, PatchPosition near, const RunOptions& run);

}  // namespace patchlens::model
