// Do Conv2d and the matrix product of the paper give the same numbers? Both ways side by side.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/init.h"
#include "core/patch_grid.h"
#include "core/tensor.h"

namespace patchlens {

/// The linear way: every patch a row (unfold.h), times the transposed weight [D, C*ph*pw], plus the bias, as
/// torch.nn.Linear on flattened patches. pixels [C, H, W] -> tokens [N, D]. Throws Error(channels_differ),
/// Error(patch_larger_than_image), Error(shape_mismatch), Error(out_of_memory), Error(cancelled).
Tensor linear_tokens(const Tensor& pixels, const ConvParameters& parameters, Sliding sliding = {},
                     const std::stop_token& stop = {});

/// Where the two ways differ most.
struct PathDifference {
    /// The largest |convolution - linear|; infinity where only one of the two is finite.
    double largest = 0.0;
    /// Where that is; the first place of several with the same difference.
    std::int64_t token = 0;
    int dim = 0;
    /// The two numbers at that place.
    float convolution = 0.0F;
    float linear = 0.0F;

    bool operator==(const PathDifference&) const = default;
};

/// Compares `tokens` [N, D], forward's output as Layout::nlc, with linear_tokens(pixels, parameters) block by
/// block, so that the second output is never entirely in memory. Equal infinities and two NaN count as equal.
/// Throws as linear_tokens does.
PathDifference path_difference(ConstMatrixView tokens, const Tensor& pixels, const ConvParameters& parameters,
                               Sliding sliding = {}, const std::stop_token& stop = {});

}  // namespace patchlens
