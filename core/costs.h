// What a choice of parameters costs, before anything is computed.
#pragma once

#include <cstdint>

#include "core/patch_embed.h"

namespace patchlens {

/// Counts for one forward pass over one picture; all saturate at the largest std::int64_t instead of
/// overflowing.
struct Costs {
    std::int64_t tokens = 0;           ///< patches of the picture
    std::int64_t parameters = 0;       ///< numbers in weight and bias
    std::int64_t macs = 0;             ///< multiply-adds: tokens * embed_dim * fan_in
    std::int64_t output_bytes = 0;     ///< float32 output
    std::int64_t attention_pairs = 0;  ///< tokens * tokens, the pairs each later attention layer compares

    bool operator==(const Costs&) const = default;
};

Costs costs(const PatchGrid& grid, const ConvShape& shape);

}  // namespace patchlens
