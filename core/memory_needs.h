// How much memory a module and its picture take together, before any of it is allocated: each part may fit
// alone where all of them do not.
#pragma once

#include <cstdint>

#include "core/patch_embed.h"

namespace patchlens {

/// Bytes of what one forward pass holds at once, all float32.
struct MemoryNeeds {
    std::uint64_t pixels = 0;   ///< [C, H, W]
    std::uint64_t padded = 0;   ///< the lines that patches reach, with their zeros; 0 without padding
    std::uint64_t weights = 0;  ///< as they are, and packed (weights_bytes)
    std::uint64_t tokens = 0;   ///< the whole output
    std::uint64_t map = 0;      ///< one dimension of every patch

    std::uint64_t total() const { return pixels + padded + weights + tokens + map; }
    bool operator==(const MemoryNeeds&) const = default;
};

/// For a picture of `grid`, whatever of it is kept from before. Nothing that validate() lets through
/// overflows.
MemoryNeeds memory_needs(const PatchGrid& grid, const ConvShape& shape);

/// Throws Error(out_of_memory), with the sum, if all of it together is not available now.
void require_memory(const MemoryNeeds& needs);

}  // namespace patchlens
