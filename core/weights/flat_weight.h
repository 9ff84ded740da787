// Weights stored flat, [D, C*ph*pw], and the two orders of their columns.
#pragma once

#include <optional>

#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// The order of a flat weight's columns.
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

/// The only way to read `columns` numbers as a patch of 1, 3 or 4 channels that agrees with what is known; an
/// unknown patch_size is assumed to be square. Nothing where no way or more than one fits.
std::optional<FlatPatch> deduce_flat_patch(std::int64_t columns, std::optional<Size> patch_size,
                                           std::optional<int> in_chans);

/// [D, C*ph*pw] -> [D, C, ph, pw]. Throws Error(shape_mismatch) where the columns are not C*ph*pw.
Tensor unflatten_weight(Tensor weight, const FlatPatch& patch, FlatOrder order);

}  // namespace patchlens
