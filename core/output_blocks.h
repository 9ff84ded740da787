// A forward output too large for memory, computed a block at a time in the order of the file.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "core/patch_embed.h"

namespace patchlens {

/// Takes the next numbers of the output.
using TakeBlock = std::function<void(std::span<const float> numbers)>;

/// Computes module.forward(pixels, layout) block by block, at most about `block_bytes` of output at a time
/// (but whole rows of patches, or whole feature maps), and calls `take` with each, in order: the same bits as
/// forward. Throws what forward and `take` throw.
void for_each_output_block(const PatchEmbed& module, const Tensor& pixels, Layout layout,
                           const TakeBlock& take, const RunOptions& options = {},
                           std::int64_t block_bytes = std::int64_t{64} << 20);

}  // namespace patchlens
