#include "core/weights/flat_weight.h"

#include <cmath>
#include <utility>
#include <vector>

namespace patchlens {
namespace {

/// The side of a square of `area` pixels, or 0.
int square_side(std::int64_t area) {
    const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(area))));
    return side * side == area ? static_cast<int>(side) : 0;
}

}  // namespace

std::optional<FlatPatch> deduce_flat_patch(std::int64_t columns, std::optional<Size> patch_size,
                                           std::optional<int> in_chans) {
    const std::vector<int> possible_channels = in_chans ? std::vector{*in_chans} : std::vector{1, 3, 4};
    std::vector<FlatPatch> ways;
    for (const int channels : possible_channels) {
        if (channels < 1 || columns % channels != 0) continue;
        const std::int64_t area = columns / channels;
        const Size patch = patch_size.value_or(to_pair(square_side(area)));
        if (patch.height > 0 && patch.width > 0 && patch.area() == area) ways.push_back({channels, patch});
    }
    if (ways.size() != 1) return std::nullopt;
    return ways.front();
}

Tensor unflatten_weight(Tensor weight, const FlatPatch& patch, FlatOrder order) {
    const std::int64_t outputs = weight.dimension(0);
    const std::int64_t channels = patch.in_chans;
    const std::int64_t area = patch.patch_size.area();
    Tensor kernel =
        std::move(weight).reshaped({outputs, channels, patch.patch_size.height, patch.patch_size.width});
    if (order == FlatOrder::channels_first) return kernel;

    Tensor ordered(kernel.shape(), Word::weights);
    for (std::int64_t output = 0; output < outputs; ++output) {
        const float* pixels = kernel.data() + output * channels * area;
        MatrixView planes(ordered.data() + output * channels * area, channels, area);
        planes = ConstMatrixView(pixels, area, channels).transpose();
    }
    return ordered;
}

}  // namespace patchlens
