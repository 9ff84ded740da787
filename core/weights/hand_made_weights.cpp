#include "core/weights/hand_made_weights.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/error.h"

namespace patchlens {
namespace {

using std::numbers::pi;

constexpr int orientations = 8;
constexpr int filters_a_frequency = 2 * orientations;

void require_side(const char* what, int value) {
    if (value >= 1) return;
    throw Error(ErrorCode::value_out_of_range, {what, "1", "65536", std::to_string(value)});
}

void require_shape(const ConvShape& shape) {
    require_side("embed_dim", shape.embed_dim);
    require_side("in_chans", shape.in_chans);
    require_side("patch_size", shape.patch_size.height);
    require_side("patch_size", shape.patch_size.width);
}

ConvParameters zero_parameters(const ConvShape& shape) {
    require_shape(shape);
    ConvParameters parameters;
    parameters.weight = Tensor::zeros(
        {shape.embed_dim, shape.in_chans, shape.patch_size.height, shape.patch_size.width}, Word::weights);
    parameters.bias = shape.bias ? Tensor::zeros({shape.embed_dim}) : Tensor(Shape{0});
    return parameters;
}

/// Where filter d, channel c begins in the weight.
float* plane(ConvParameters& parameters, const ConvShape& shape, std::int64_t d, int c) {
    return parameters.weight.data() + (d * shape.in_chans + c) * shape.patch_size.area();
}

/// The luma weight of each channel; 0 for alpha.
std::vector<double> luma(int channels) {
    if (channels < 3) return std::vector<double>(static_cast<std::size_t>(channels), 1.0 / channels);
    std::vector<double> weights{0.299, 0.587, 0.114};
    weights.resize(static_cast<std::size_t>(channels), 0.0);
    return weights;
}

/// 1, 2, 4, … waves a patch, with a wavelength of at least four pixels.
int edge_frequencies(Size patch) {
    return static_cast<int>(
        std::bit_width(static_cast<unsigned>(std::max(std::max(patch.height, patch.width) / 4, 1))));
}

Eigen::ArrayXd edge_filter(Size patch, double frequency, bool line, int orientation) {
    const double side = std::max(patch.height, patch.width);
    const double angle = pi * orientation / orientations;
    Eigen::ArrayXd filter(patch.area());
    for (int y = 0; y < patch.height; ++y) {
        for (int x = 0; x < patch.width; ++x) {
            const double u = x - (patch.width - 1) / 2.0;
            const double v = y - (patch.height - 1) / 2.0;
            const double phase = 2.0 * pi * frequency * (u * std::cos(angle) + v * std::sin(angle)) / side;
            const double window = std::exp(-8.0 * (u * u + v * v) / (side * side));
            filter[std::int64_t{y} * patch.width + x] = window * (line ? std::cos(phase) : std::sin(phase));
        }
    }
    filter -= filter.mean();
    const double length = filter.matrix().norm();
    // A filter that cannot vary holds only rounding errors.
    constexpr double nothing = 1e-9;
    return length > nothing ? (filter / length).eval() : Eigen::ArrayXd::Zero(patch.area()).eval();
}

void fill_edges(ConvParameters& parameters, const ConvShape& shape, std::int64_t filled) {
    const std::vector<double> weights = luma(shape.in_chans);
    for (std::int64_t d = 0; d < filled; ++d) {
        const double frequency = std::exp2(static_cast<double>(d / filters_a_frequency));
        const bool line = d / orientations % 2 == 1;
        const Eigen::ArrayXd filter =
            edge_filter(shape.patch_size, frequency, line, static_cast<int>(d % orientations));
        for (int c = 0; c < shape.in_chans; ++c) {
            float* values = plane(parameters, shape, d, c);
            for (Eigen::Index i = 0; i < filter.size(); ++i) {
                values[i] = static_cast<float>(filter[i] * weights[static_cast<std::size_t>(c)]);
            }
        }
    }
}

/// b_k(i; n) of the orthonormal DCT-II.
double cosine(int k, int i, int n) {
    return std::sqrt((k > 0 ? 2.0 : 1.0) / n) * std::cos(pi * (2 * i + 1) * k / (2.0 * n));
}

/// The weight of channel c in mixture k.
double channel_mix(int k, int c, int channels) {
    const bool colours = channels >= 3 && k < 3 && c < 3;
    return colours ? cosine(k, c, 3) : (k == c ? 1.0 : 0.0);
}

/// All (v, u) of a patch in JPEG's zigzag order: along the anti-diagonals, in alternating directions.
std::vector<PixelPosition> zigzag(Size patch) {
    std::vector<PixelPosition> order;
    order.reserve(static_cast<std::size_t>(patch.area()));
    for (int sum = 0; sum <= patch.height + patch.width - 2; ++sum) {
        for (int i = 0; i <= sum; ++i) {
            const int v = sum % 2 == 0 ? sum - i : i;
            if (v < patch.height && sum - v < patch.width) order.push_back({v, sum - v});
        }
    }
    return order;
}

void fill_dct(ConvParameters& parameters, const ConvShape& shape, std::int64_t filled) {
    const std::vector<PixelPosition> order = zigzag(shape.patch_size);
    for (std::int64_t d = 0; d < filled; ++d) {
        const auto [v, u] = order[static_cast<std::size_t>(d / shape.in_chans)];
        for (int c = 0; c < shape.in_chans; ++c) {
            const double mix = channel_mix(static_cast<int>(d % shape.in_chans), c, shape.in_chans);
            float* values = plane(parameters, shape, d, c);
            for (int y = 0; y < shape.patch_size.height; ++y) {
                const double along_y = mix * cosine(v, y, shape.patch_size.height);
                for (int x = 0; x < shape.patch_size.width; ++x) {
                    *values++ = static_cast<float>(along_y * cosine(u, x, shape.patch_size.width));
                }
            }
        }
    }
}

}  // namespace

std::int64_t hand_made_filters(Init init, const ConvShape& shape) {
    switch (init) {
        case Init::mean_colour:
            return shape.in_chans;
        case Init::edges:
            if (shape.patch_size.area() == 1) return 0;  // nothing varies within one pixel
            return std::int64_t{filters_a_frequency} * edge_frequencies(shape.patch_size);
        default:  // identity and dct
            return shape.fan_in();
    }
}

ConvParameters hand_made_weights(Init init, const ConvShape& shape) {
    ConvParameters parameters = zero_parameters(shape);
    const std::int64_t filled = std::min<std::int64_t>(shape.embed_dim, hand_made_filters(init, shape));
    switch (init) {
        case Init::identity:
            for (std::int64_t d = 0; d < filled; ++d)
                parameters.weight[d * shape.fan_in() + d] = 1.0F;
            break;
        case Init::mean_colour:
            for (std::int64_t d = 0; d < filled; ++d) {
                std::fill_n(plane(parameters, shape, d, static_cast<int>(d)), shape.patch_size.area(),
                            static_cast<float>(1.0 / static_cast<double>(shape.patch_size.area())));
            }
            break;
        case Init::edges:
            fill_edges(parameters, shape, filled);
            break;
        default:  // dct
            fill_dct(parameters, shape, filled);
            break;
    }
    return parameters;
}

}  // namespace patchlens
