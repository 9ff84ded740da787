#include "core/packed_weights.h"

#include <algorithm>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

constexpr std::int64_t check_interval = 65536;  ///< elements of a filter between two checks of the stop token

void require_shapes(const Tensor& weight, const Tensor& bias) {
    if (weight.rank() != 4 || weight.empty()) {
        throw Error(ErrorCode::shape_mismatch, {"weight", to_string(weight.shape()), "[D, C, ph, pw]"});
    }
    const Shape expected{weight.dimension(0)};
    if (!bias.empty() && bias.shape() != expected) {
        throw Error(ErrorCode::shape_mismatch, {"bias", to_string(bias.shape()), to_string(expected)});
    }
}

}  // namespace

PackedWeights::PackedWeights(const Tensor& weight, const Tensor& bias, const std::stop_token& stop) {
    require_shapes(weight, bias);
    filters_ = weight.dimension(0);
    depth_ = weight.size() / filters_;
    panels_ = Tensor({panel_count(filters_), depth_, panel_width}, Word::weights);
    bias_ = Tensor::zeros({panel_count(filters_) * panel_width}, Word::weights);
    std::ranges::copy(bias.values(), bias_.data());

    for (std::int64_t panel = 0; panel < panel_count(filters_); ++panel) {
        const std::int64_t first = panel * panel_width;
        const std::int64_t count = std::min(panel_width, filters_ - first);
        const float* from = weight.data() + first * depth_;
        float* to = panels_.data() + panel * depth_ * panel_width;
        for (std::int64_t i = 0; i < depth_; ++i, to += panel_width) {
            if (i % check_interval == 0 && stop.stop_requested()) throw Error(ErrorCode::cancelled);
            for (std::int64_t filter = 0; filter < count; ++filter)
                to[filter] = from[filter * depth_ + i];
            std::fill(to + count, to + panel_width, 0.0F);
        }
    }
}

}  // namespace patchlens
