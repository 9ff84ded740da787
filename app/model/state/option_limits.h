// Which values of each module option are valid given the others, and the nearest valid value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "app/model/state/actions.h"

namespace patchlens::model {

/// Throws what core's validate throws. With Fit::none the picture decides the grid and img_size is only a
/// label, which may be smaller than a patch, as in PatchEmbed.forward.
void validate(const ModuleOptions& module);

/// The values one option can take now.
struct Limits {
    std::int64_t least = 1;
    std::int64_t most = 1;

    std::int64_t nearest(std::int64_t value) const {
        return std::clamp(value, std::min(least, most), std::max(least, most));
    }
};

/// Of one side of img_size: with its padding not below the patch, unless it is only a label. With sides
/// linked, both sides count.
Limits img_size_limits(const Session& session, Side side);
/// Of one side of patch_size: up to what the module sees of `picture`, with its padding. With sides linked,
/// both sides count.
Limits patch_size_limits(const Session& session, Size picture, Side side);
Limits stride_limits();
/// Of one side of padding: enough for a patch to fit. With sides linked, both sides count.
Limits padding_limits(const Session& session, Size picture, Side side);
/// Of embed_dim: where the weights come from a file, not more than `in_file`.
Limits embed_dim_limits(std::optional<int> in_file);
Limits seed_limits();
/// The nearest of 1, 3 and 4 channels; in a tie, the larger.
std::int64_t nearest_in_chans(std::int64_t wanted);

/// The same module with the sizes changed as little as needed: img_size grows to hold a patch; where the
/// picture is taken as it is, the patch shrinks to fit into it and its padding.
ModuleOptions with_possible_sizes(ModuleOptions module, Size picture);

/// Whether both take their weights from the same place in the same file, or both from none.
bool same_weights_file(const ModuleOptions& a, const ModuleOptions& b);
/// Whether `module` takes its weights from another file than `current`, or from another place in it: then the
/// file must be read before the module's sizes are known.
bool takes_other_file(const ModuleOptions& module, const ModuleOptions& current);

}  // namespace patchlens::model
