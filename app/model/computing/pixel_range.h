// The range of the module's input in each channel, after fitting and normalisation.
#pragma once

#include <vector>

#include "core/tensor.h"

namespace patchlens::model {

struct PixelRange {
    float low = 0;
    float high = 0;

    bool operator==(const PixelRange&) const = default;
};

/// The smallest and the largest number of each channel of `pixels` [C, H, W].
std::vector<PixelRange> pixel_ranges(const Tensor& pixels);

}  // namespace patchlens::model
