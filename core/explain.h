// One number of the output taken apart: which pixels, times which weights, plus the bias.
#pragma once

#include <vector>

#include "core/patch_embed.h"

namespace patchlens {

/// value = sum of terms + bias, up to the rounding of float32. All of length C*ph*pw are flattened channel
/// first (row_index in unfold.h).
struct Explanation {
    PatchPosition patch;
    std::int64_t token = 0;
    int dim = 0;
    std::vector<float> pixels;         ///< the patch's inputs; zero in the padding
    std::vector<float> weights;        ///< filter `dim`
    std::vector<double> terms;         ///< pixels[i] * weights[i], exact
    std::vector<double> channel_sums;  ///< the terms of each channel, added up
    float bias = 0.0F;                 ///< 0 for a module without bias
    float value = 0.0F;                ///< the number forward gives, bit for bit
};

/// Throws Error(patch_outside_grid), Error(dimension_outside_vector), and what PatchEmbed throws.
Explanation explain(const PatchEmbed& module, const Tensor& pixels, PatchPosition patch, int dim,
                    const RunOptions& options = {});

}  // namespace patchlens
