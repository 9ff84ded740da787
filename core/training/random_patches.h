// Patches cut from pictures at random places: what a projection is learned from.
#pragma once

#include <cstdint>
#include <span>

#include "core/init.h"
#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// `count` patches of pixels [C, H, W] as rows [count, C*ph*pw], channel first. Every place of every picture
/// is equally likely, not only those of a patch grid, and may be drawn more than once; pictures smaller than
/// the patch are passed over. The same arguments give the same rows. Throws Error(shape_mismatch) for another
/// rank, Error(channels_differ) where the pictures differ in channels, Error(patch_larger_than_image) where
/// no picture holds a patch, Error(out_of_memory).
Tensor random_patches(std::span<const Tensor> pictures, Size patch, std::int64_t count, std::uint64_t seed);

/// How many patches to learn a projection of `shape` from: 60,000, or as many as fit into 64 MiB.
std::int64_t patches_to_learn_from(const ConvShape& shape);

}  // namespace patchlens
