#include "core/explain.h"

#include <algorithm>

#include "core/unfold.h"

namespace patchlens {

Explanation explain(const PatchEmbed& module, const Tensor& pixels, PatchPosition patch, int dim,
                    const RunOptions& options) {
    module.require_dimension(dim);
    const std::vector<float> vector = module.embed_patch(pixels, patch, options);

    const ConvShape shape = module.shape();
    Explanation result;
    result.patch = patch;
    result.token = module.grid(pixels).token(patch);
    result.dim = dim;
    result.value = vector[static_cast<std::size_t>(dim)];
    result.bias = shape.bias ? module.bias()[dim] : 0.0F;
    result.pixels = unfold_patch(pixels, shape.patch_size, module.sliding(), patch);

    const auto inputs = static_cast<std::size_t>(shape.fan_in());
    const auto filter = module.weight().values().subspan(static_cast<std::size_t>(dim) * inputs, inputs);
    result.weights.assign(filter.begin(), filter.end());

    result.terms.resize(inputs);
    // The product of two float32 numbers has at most 48 significant bits: a double holds it exactly.
    std::ranges::transform(result.pixels, result.weights, result.terms.begin(),
                           [](double pixel, double weight) { return pixel * weight; });
    result.channel_sums.resize(static_cast<std::size_t>(shape.in_chans), 0.0);
    const auto inputs_per_channel = static_cast<std::size_t>(shape.patch_size.area());
    for (std::size_t i = 0; i < inputs; ++i)
        result.channel_sums[i / inputs_per_channel] += result.terms[i];
    return result;
}

}  // namespace patchlens
