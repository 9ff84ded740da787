// The picture rebuilt from its vectors by the pseudo-inverse of the weights, and how far it is from the
// original: for the numbers on the screen and for every other number of directions and of dimensions.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "app/model/computing/output_memory.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/analysis/reconstruction.h"
#include "core/picture/pyramid.h"
#include "core/tensor.h"

namespace patchlens::model {

struct Results;

/// The most directions, min(D, C*ph*pw), that a weight is taken apart into: 1024 take a second or two, and
/// the time grows with their cube.
inline constexpr int most_directions = 1024;
/// The most that a gain of 0, "as much as it needs", multiplies the difference by: what float32 rounds stays
/// black.
inline constexpr double largest_gain = 256;

/// Why a picture is not rebuilt.
enum class NotRebuilt {
    too_many_directions,  ///< more than most_directions
    not_finite,           ///< a weight is NaN or infinite
    too_large,            ///< the tokens, or the coordinates of the patches exceed the memory budget
};

/// How the error falls with the filters: with the first d of `filters` [F, C, ph, pw], `errors` [F + 1].
/// These are the module's own and, where it has fewer than a patch has numbers and it is known which would
/// follow, as many more; not where a patch has over most_directions numbers.
struct FilterErrors {
    Tensor filters;
    std::vector<double> errors;
};

struct Rebuilding {
    std::optional<NotRebuilt> not_rebuilt;  ///< then all that follows is empty
    bool reshaped =
        false;  ///< from vectors that a plain reshape made; the errors stay those of the right ones
    // The same for every number of directions.
    KeptFirst first = KeptFirst::picture;
    std::shared_ptr<const PseudoInverse> natural;    ///< its directions in the order of their singular values
    std::shared_ptr<const PseudoInverse> inverse;    ///< in the order in which they are kept
    std::shared_ptr<const Coordinates> coordinates;  ///< [N, rank]
    /// The error with the first k directions, [rank + 1], of pixels as the module sees them.
    std::shared_ptr<const std::vector<double>> errors;
    std::shared_ptr<const FilterErrors> by_filters;
    // With `kept` of them.
    int kept = 0;  ///< 0..rank
    std::shared_ptr<const RebuiltPicture> picture;
    std::shared_ptr<const Pyramid> pyramid;                   ///< of the rebuilt picture
    std::shared_ptr<const std::vector<double>> patch_errors;  ///< [N], each patch's root mean square
    double gain = 1;                                          ///< what the difference is multiplied by
    std::shared_ptr<const Pyramid> difference;                ///< its picture
};

/// The rebuilt picture of `results`, in which everything but the analyses is filled in. What still holds of
/// `previous` (may be null) is reused: while only `kept` moves, only the picture is made again. Throws
/// Error(cancelled), Error(out_of_memory).
std::shared_ptr<const Rebuilding> rebuild(const Results& results, const RebuildingRequest& wanted,
                                          const Results* previous, const OutputMemory& budget,
                                          const RunOptions& run);

}  // namespace patchlens::model
