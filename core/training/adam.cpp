#include "core/training/adam.h"

#include <cmath>

#include <Eigen/Core>

namespace patchlens {
namespace {

using Numbers = Eigen::Map<Eigen::ArrayXf>;

constexpr double mean_decay = 0.9;
constexpr double square_decay = 0.999;
constexpr float epsilon = 1e-8F;

}  // namespace

Adam::Adam(const Shape& shape)
    : mean_(Tensor::zeros(shape, Word::weights)), square_(Tensor::zeros(shape, Word::weights)) {}

void Adam::step(std::span<float> parameters, std::span<const float> gradients, std::int64_t first,
                std::int64_t step, double learning_rate) {
    const auto count = static_cast<Eigen::Index>(parameters.size());
    const Eigen::Map<const Eigen::ArrayXf> gradient(gradients.data(), count);
    Numbers mean(mean_.data() + first, count);
    Numbers square(square_.data() + first, count);
    mean = static_cast<float>(mean_decay) * mean + static_cast<float>(1.0 - mean_decay) * gradient;
    square = static_cast<float>(square_decay) * square +
             static_cast<float>(1.0 - square_decay) * gradient.square();
    const auto steps = static_cast<double>(step);
    const auto rate = static_cast<float>(learning_rate / (1.0 - std::pow(mean_decay, steps)));
    const auto root = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(square_decay, steps)));
    Numbers(parameters.data(), count) -= rate * mean / (square.sqrt() * root + epsilon);
}

}  // namespace patchlens
