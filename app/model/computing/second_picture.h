// Another picture through the same module: which of its patches resemble the selected one of the first.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/error.h"
#include "core/patch_embed.h"
#include "core/picture/pyramid.h"
#include "core/tensor.h"

namespace patchlens::model {

struct Picture;
struct Results;

/// Fitted and normalised as the first picture is.
struct SecondPicture {
    std::shared_ptr<const Picture> picture;
    std::optional<Error> refused;  ///< why the module cannot take it: it is smaller than a patch
    std::shared_ptr<const Pyramid> pyramid;
    std::shared_ptr<const Tensor> pixels;  ///< [C, H, W]
    PatchGrid grid{{1, 1}, {1, 1}};        ///< of these pixels
    PatchPosition similar_to;              ///< the first picture's selected patch
    std::vector<float> similarity;         ///< [N] of this grid, cosine, to the vector of `similar_to`
    std::optional<std::int64_t> nearest;   ///< the token with the highest; none if all are NaN
};
using SecondPicturePointer = std::shared_ptr<const SecondPicture>;

/// The second picture of `results`, in which the module and the selected patch's vector are filled in. Its
/// pixels are those of `previous` (may be null) where they are the same. Throws Error(out_of_memory),
/// Error(cancelled).
SecondPicturePointer second_picture(const Results& results, std::shared_ptr<const Picture> picture,
                                    const Results* previous, const RunOptions& run);

}  // namespace patchlens::model
