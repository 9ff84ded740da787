#include "app/ui/chapters/projection/matrix_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace patchlens::ui::projection {
namespace {

/// The largest ratio between the longest and the shortest side as drawn.
constexpr double longest_ratio = 10;

}  // namespace

MatrixLayout arrange_matrices(const Rect& place, const MatrixSizes& sizes, bool bias, float scale) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    std::array sides{static_cast<double>(sizes.patches), static_cast<double>(sizes.inputs),
                     static_cast<double>(sizes.dims)};
    const auto [shortest, longest] = std::minmax_element(sides.begin(), sides.end());
    const double ratio = *longest / *shortest;
    MatrixLayout layout;
    layout.proportional = ratio <= longest_ratio;
    if (!layout.proportional) {
        const double power = std::log(longest_ratio) / std::log(ratio);
        for (double& side : sides)
            side = std::pow(side, power);
    }
    const auto [patches, inputs, dims] = sides;
    const float gap = px(14);
    const float strip = bias ? px(10) + px(8) : 0;
    const double unit = std::min((place.width() - gap) / (inputs + dims),
                                 (place.height() - gap - strip) / (inputs + patches));
    const auto length = [&](double side) {
        return std::max(px(4), static_cast<float>(std::floor(side * unit)));
    };
    const float width = length(inputs) + gap + length(dims);
    const float left = place.min.x + std::floor(std::max(0.0F, place.width() - width) / 2);
    const float column = left + length(inputs) + gap;
    const float row = place.min.y + length(inputs) + gap + strip;
    layout.weights = rect_at({column, place.min.y}, length(dims), length(inputs));
    layout.bias = rect_at({column, row - px(8) - px(10)}, bias ? length(dims) : 0, bias ? px(10) : 0);
    layout.tokens = rect_at({column, row}, length(dims), length(patches));
    layout.patches = rect_at({left, row}, length(inputs), length(patches));
    return layout;
}

}  // namespace patchlens::ui::projection
