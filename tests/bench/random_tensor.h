// Numbers between -0.5 and 0.5, the same in every run.
#pragma once

#include <cstdint>
#include <random>
#include <utility>

#include "core/tensor.h"

namespace patchlens::bench {

inline Tensor random_tensor(Shape shape, std::uint32_t seed) {
    std::mt19937 random(seed);
    Tensor tensor(std::move(shape));
    for (float& value : tensor.values())
        value = static_cast<float>(random() >> 8) * 0x1p-24F - 0.5F;
    return tensor;
}

}  // namespace patchlens::bench
