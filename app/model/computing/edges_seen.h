// When a training run's filters have become edges and colours: the share of them that
// core/analysis/filter_character.h calls oriented or coloured, measured now and then.
#pragma once

#include <cstdint>
#include <optional>

#include "core/tensor.h"

namespace patchlens::model {

/// The share, 0 to 1, among the filters of weight [D, C, ph, pw]; of large patches among fewer of them,
/// evenly picked, and nothing where a patch has more than 64x64 pixels: it would take too long.
std::optional<double> share_of_edges(const Tensor& weight);

struct EdgesSeen {
    std::optional<double> share;  ///< as measured last
    std::optional<std::int64_t>
        quarter_at;  ///< the first step at which it was found to be at least a quarter

    void measured(std::optional<double> found, std::int64_t step) {
        share = found;
        if (!quarter_at && found && *found >= 0.25) quarter_at = step;
    }
};

}  // namespace patchlens::model
