// Weights stored flat, [D, C*ph*pw], and the two orders their columns can stand in.
#pragma once

#include <optional>

#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// How the columns of a flat weight stand.
enum class FlatOrder {
    channels_first,  ///< channel, row, column: Conv2d's weight flattened (older timm)
    channels_last,   ///< row, column, channel (NaFlexViT)
};

/// What one row of a flat weight covers.
struct FlatPatch {
    int in_chans = 0;
    Size patch_size;

    bool operator==(const FlatPatch&) const = default;
};

/// The only way to read `columns` numbers as a patch of 1, 3 or 4 channels that agrees with what is known; a
/// patch_size not known is taken to be square. Nothing where no way or more than one is left.
std::optional<FlatPatch> deduce_flat_patch(std::int64_t columns, std::optional<Size> patch_size,
                                           std::optional<int> in_chans);

/// [D, C*ph*pw] -> [D, C, ph, pw]. Throws Error(shape_mismatch) where the columns are not C*ph*pw.
Tensor unflatten_weight(Tensor weight, const FlatPatch& patch, FlatOrder order);

}  // namespace patchlens
