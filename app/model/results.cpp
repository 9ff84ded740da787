#include "app/model/results.h"

#include <algorithm>
#include <chrono>

namespace patchlens::model {
namespace {

/// What the weights are made of; as long as it is equal, so are they.
bool same_weights(const ModuleOptions& a, const ModuleOptions& b) {
    return a.config.conv_shape() == b.config.conv_shape() && a.init == b.init && a.seed == b.seed &&
           a.weights == b.weights && a.tensor == b.tensor;
}

PatchGrid grid_of(const Tensor& pixels, Size patch) {
    return {{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))}, patch};
}

/// Fills in what belongs to the selection; `same` (may be null) are results of the same numbers.
void look_closely(Results& results, Selection wanted, const Results* same) {
    const PatchPosition patch = results.grid.nearest(wanted.patch);
    const int dim = std::clamp(wanted.dim, 0, results.options.config.embed_dim - 1);
    results.selection = {patch, dim};
    const bool same_patch = same != nullptr && same->selection.patch == patch;
    const bool same_dim = same != nullptr && same->selection.dim == dim;

    results.vector = same_patch ? same->vector
                                : std::make_shared<const std::vector<float>>(results.vector_of(patch));
    results.map = same_dim ? same->map : std::make_shared<const Tensor>(results.map_of(dim));
    results.explanation =
        same_patch && same_dim
            ? same->explanation
            : std::make_shared<const Explanation>(explain(*results.module, *results.pixels, patch, dim));
}

}  // namespace

std::vector<float> Results::vector_of(PatchPosition patch) const {
    if (!tokens) return module->embed_patch(*pixels, patch);
    const auto dims = static_cast<std::size_t>(options.config.embed_dim);
    const auto row = tokens->values().subspan(static_cast<std::size_t>(grid.token(patch)) * dims, dims);
    return {row.begin(), row.end()};
}

Tensor Results::map_of(int dim) const {
    if (!tokens) return module->embed_dimension(*pixels, dim);
    Tensor numbers({grid.grid().height, grid.grid().width});
    const float* number = tokens->data() + dim;
    for (float& value : numbers.values()) {
        value = *number;
        number += options.config.embed_dim;
    }
    return numbers;
}

ResultsPointer compute(const ModuleOptions& options, const PicturePointer& picture,
                       const ResultsPointer& previous, const ComputeLimits& limits,
                       const std::stop_token& stop, Selection selection) {
    validate(options.config);
    auto results = std::make_shared<Results>();
    results->options = options;
    results->picture = picture;

    const bool same_pixels =
        previous && previous->picture == picture && previous->options.preprocess() == options.preprocess();
    if (same_pixels) {
        results->image = previous->image;
        results->pixels = previous->pixels;
    } else {
        auto image = std::make_shared<Image>(fit_image(picture->decoded.image, options.preprocess()));
        results->pixels = std::make_shared<Tensor>(to_tensor(*image, options.normalize));
        results->image = std::move(image);
    }
    results->grid = grid_of(*results->pixels, options.config.patch_size);
    results->costs = costs(results->grid, options.config.conv_shape());
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);

    const bool same_module = previous && same_weights(previous->options, options);
    results->module = same_module ? previous->module
                                  : std::make_shared<PatchEmbed>(
                                        initialise(options.init, options.config.conv_shape(), options.seed));
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);

    if (same_pixels && same_module) {
        results->tokens = previous->tokens;
        results->seconds = previous->seconds;
    } else if (static_cast<std::uint64_t>(results->costs.output_bytes) <= limits.output_bytes) {
        const auto start = std::chrono::steady_clock::now();
        results->tokens = std::make_shared<Tensor>(
            results->module->forward(*results->pixels, Layout::nlc, limits.threads, stop));
        results->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);

    const bool same_numbers = same_pixels && same_module;
    look_closely(*results, selection, same_numbers ? previous.get() : nullptr);
    return results;
}

}  // namespace patchlens::model
