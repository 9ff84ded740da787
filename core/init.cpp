#include "core/init.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "core/error.h"
#include "core/weights/hand_made_weights.h"

namespace patchlens {
namespace {

/// Box-Muller on 16 uniform numbers in place, eight pairs: number j goes with number j + 8. All in float32
/// but the product with two pi, as in PyTorch.
void box_muller_of_16(std::span<float, 16> block, float mean, float std) {
    constexpr double two_pi = 2.0 * std::numbers::pi;
    for (std::size_t j = 0; j < 8; ++j) {
        const float radius = std::sqrt(-2.0F * std::log(1.0F - block[j]));
        const auto theta = static_cast<float>(two_pi * static_cast<double>(block[j + 8]));
        block[j] = radius * std::cos(theta) * std + mean;
        block[j + 8] = radius * std::sin(theta) * std + mean;
    }
}

/// The y with erf(y) = x, for x in [-1, 1]: Winitzki's closed form, wrong by less than 0.4 %, then two steps
/// of Halley's method, each of which cubes the error.
double inverse_erf(double x) {
    if (std::abs(x) >= 1.0) return std::copysign(std::numeric_limits<double>::infinity(), x);
    constexpr double a = 0.147;
    const double tail = std::log((1.0 - x) * (1.0 + x));
    const double half = 2.0 / (std::numbers::pi * a) + tail / 2.0;
    double y = std::copysign(std::sqrt(std::sqrt(half * half - tail / a) - half), x);
    for (int step = 0; step < 2; ++step) {
        const double slope = 2.0 * std::numbers::inv_sqrtpi * std::exp(-y * y);
        const double newton = (std::erf(y) - x) / slope;
        y -= newton / (1.0 + y * newton);
    }
    return y;
}

double normal_cdf(double x) {
    return (1.0 + std::erf(x / std::numbers::sqrt2)) / 2.0;
}

/// Calls `work` for one part of `values` after the other, and checks the stop token in between.
template <typename Work>
void in_parts(std::span<float> values, const std::stop_token& stop, Work work) {
    constexpr std::size_t part = 1U << 20U;
    while (!values.empty()) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        const std::size_t count = std::min(part, values.size());
        work(values.first(count));
        values = values.subspan(count);
    }
}

/// torch.nn.init.trunc_normal_(mean=0, std, a=-2, b=2): uniform numbers through the inverse distribution
/// function. The limits are absolute, not in units of std; with a small std they cut off next to nothing.
void truncated_normal(TorchGenerator& generator, std::span<float> values, double std) {
    constexpr double limit = 2.0;
    generator.uniform(values, 2.0 * normal_cdf(-limit / std) - 1.0, 2.0 * normal_cdf(limit / std) - 1.0);
    const auto scale = static_cast<float>(std * std::numbers::sqrt2);
    for (float& value : values) {
        value = static_cast<float>(inverse_erf(value)) * scale;
        value = std::clamp(value, static_cast<float>(-limit), static_cast<float>(limit));
    }
}

/// timm's lecun_normal_: a normal cut at two sigmas, widened so that what is left has the variance 1/fan.
void lecun_normal(TorchGenerator& generator, std::span<float> values, double fan) {
    constexpr double std_of_unit_normal_cut_at_2 = 0.87962566103423978;
    truncated_normal(generator, values, 1.0);
    const auto scale = static_cast<float>(std::sqrt(1.0 / fan) / std_of_unit_normal_cut_at_2);
    for (float& value : values)
        value *= scale;
}

/// xavier_uniform_ on the weight seen as a matrix [embed_dim, fan_in].
void xavier_uniform(TorchGenerator& generator, std::span<float> values, double fan_in, double fan_out) {
    const double std = std::sqrt(2.0 / (fan_in + fan_out));
    const double bound = std::sqrt(3.0) * std;
    generator.uniform(values, -bound, bound);
}

void require_positive(const char* name, int value) {
    if (value >= 1) return;
    throw Error(ErrorCode::value_out_of_range,
                {name, "1", std::to_string(std::numeric_limits<int>::max()), std::to_string(value)});
}

void require_drawn(Init init) {
    if (is_drawn(init)) return;
    throw Error(ErrorCode::choice_expected,
                {"init", "torch, xavier, trunc-normal, lecun, dct, edges, identity, mean-colour",
                 init == Init::trained ? "trained" : "pca"});
}

void set_zero(Tensor& tensor) {
    std::ranges::fill(tensor.values(), 0.0F);
}

}  // namespace

void TorchGenerator::uniform(std::span<float> values, double from, double to) {
    constexpr std::uint32_t low_24_bits = 0xffffff;
    const auto start = static_cast<float>(from);
    const float width = static_cast<float>(to) - start;
    for (float& value : values) {
        const float x = static_cast<float>(next() & low_24_bits) * 0x1p-24F;
        value = std::fma(x, width, start);
    }
}

void TorchGenerator::normal(std::span<float> values, double mean, double std) {
    if (values.size() < 16) {
        for (float& value : values)
            value = static_cast<float>(next_normal() * std + mean);
        return;
    }
    const auto mean_float = static_cast<float>(mean);
    const auto std_float = static_cast<float>(std);
    uniform(values, 0.0, 1.0);
    for (std::size_t begin = 0; begin + 16 <= values.size(); begin += 16) {
        box_muller_of_16(std::span<float, 16>(values.subspan(begin, 16)), mean_float, std_float);
    }
    if (values.size() % 16 != 0) {
        const std::span<float, 16> last = values.last<16>();
        uniform(last, 0.0, 1.0);
        box_muller_of_16(last, mean_float, std_float);
    }
}

double TorchGenerator::next_uniform_double() {
    constexpr std::uint64_t low_53_bits = (std::uint64_t{1} << 53U) - 1;
    const std::uint64_t high = next();
    const std::uint64_t low = next();
    return static_cast<double>(((high << 32U) | low) & low_53_bits) * 0x1p-53;
}

double TorchGenerator::next_normal() {
    if (spare_normal_) {
        const double spare = *spare_normal_;
        spare_normal_.reset();
        return spare;
    }
    const double u1 = next_uniform_double();
    const double u2 = next_uniform_double();
    const double radius = std::sqrt(-2.0 * std::log1p(-u2));
    const double theta = 2.0 * std::numbers::pi * u1;
    spare_normal_ = radius * std::sin(theta);
    return radius * std::cos(theta);
}

double torch_bound(std::int64_t fan_in) {
    // kaiming_uniform_(a=sqrt(5)) step by step: mathematically 1/sqrt(fan_in), but rounded differently.
    const double gain = std::sqrt(2.0 / (1.0 + std::pow(std::sqrt(5.0), 2)));
    const double std = gain / std::sqrt(static_cast<double>(fan_in));
    return std::sqrt(3.0) * std;
}

ConvParameters initialise(Init init, const ConvShape& shape, std::uint64_t seed,
                          const std::stop_token& stop) {
    if (is_hand_made(init)) return hand_made_weights(init, shape);
    require_drawn(init);
    require_positive("embed_dim", shape.embed_dim);
    require_positive("in_chans", shape.in_chans);
    require_positive("patch_size", std::min(shape.patch_size.height, shape.patch_size.width));

    // The tensors come first: a shape too large for them would overflow fan_in().
    ConvParameters parameters{
        .weight = Tensor({shape.embed_dim, shape.in_chans, shape.patch_size.height, shape.patch_size.width},
                         Word::weights),
        .bias = shape.bias ? Tensor({shape.embed_dim}, Word::weights) : Tensor()};
    const std::span<float> weight = parameters.weight.values();
    const auto fan = static_cast<double>(shape.fan_in());

    TorchGenerator generator(seed);
    const double weight_bound = torch_bound(shape.fan_in());
    const auto in_weight = [&](auto work) { in_parts(weight, stop, work); };
    in_weight([&](std::span<float> part) { generator.uniform(part, -weight_bound, weight_bound); });
    const double bias_bound = 1.0 / std::sqrt(fan);
    generator.uniform(parameters.bias.values(), -bias_bound, bias_bound);

    switch (init) {
        case Init::xavier:
            in_weight([&](std::span<float> part) { xavier_uniform(generator, part, fan, shape.embed_dim); });
            break;
        case Init::trunc_normal:
            in_weight(
                [&](std::span<float> part) { truncated_normal(generator, part, std::sqrt(1.0 / fan)); });
            set_zero(parameters.bias);
            break;
        case Init::lecun:
            in_weight([&](std::span<float> part) { lecun_normal(generator, part, fan); });
            set_zero(parameters.bias);
            break;
        default:  // Conv2d's own
            break;
    }
    return parameters;
}

}  // namespace patchlens
