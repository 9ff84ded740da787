// Adam, the optimiser (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1), as
// torch.optim.Adam computes it with its defaults: beta 0.9 and 0.999, epsilon 1e-8.
#pragma once

#include <cstdint>
#include <span>

#include "core/tensor.h"

namespace patchlens {

/// The two running means of a parameter's gradients.
class Adam {
public:
    explicit Adam(const Shape& shape);

    /// Takes step number `step` (1, 2, …) on the numbers [first, first + parameters.size()) of the parameter.
    void step(std::span<float> parameters, std::span<const float> gradients, std::int64_t first,
              std::int64_t step, double learning_rate);

private:
    Tensor mean_;
    Tensor square_;  ///< of the squares
};

}  // namespace patchlens
