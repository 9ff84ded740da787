#include "app/model/computing/results.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/model/chapters/summation.h"
#include "app/model/state/option_limits.h"

namespace patchlens::model {
namespace {

/// Whether everything that determines the module is the same.
bool same_module(const ModuleOptions& a, const ModuleOptions& b, bool same_pixels) {
    if (a.config.conv_shape() != b.config.conv_shape() || a.config.sliding() != b.config.sliding() ||
        !same_weights_file(a, b) || a.painted != b.painted)
        return false;
    if (!a.weights.empty()) return true;
    if (a.init != b.init) return false;
    if (a.init == Init::trained) return a.normalize == b.normalize;
    if (a.init == Init::pca) return same_pixels;
    return a.seed == b.seed || !is_drawn(a.init);
}

/// Whether the weights stand in the same file, so that it need not be read again.
bool same_file(const ModuleOptions& a, const ModuleOptions& b) {
    return same_weights_file(a, b) && (!a.weights.empty() || a.init == b.init);
}

/// Fills in what belongs to the selection; `same` (may be null) holds results of the same numbers.
void look_closely(Results& results, Selection wanted, const Results* same, const RunOptions& run) {
    const PatchPosition patch = results.grid.nearest(wanted.patch);
    const int dim = std::clamp(wanted.dim, 0, results.options.config.embed_dim - 1);
    results.selection = {patch, dim, wanted.pinned};
    if (wanted.pinned) results.selection.pinned = results.grid.nearest(*wanted.pinned);
    const bool same_patch = same != nullptr && same->selection.patch == patch;
    const bool same_dim = same != nullptr && same->selection.dim == dim;

    results.vector =
        same_patch ? same->vector : std::make_shared<const std::vector<float>>(results.vector_of(patch, run));
    results.order = same_patch
                        ? same->order
                        : std::make_shared<const std::vector<int>>(dimensions_by_value(*results.vector));
    const std::optional<PatchPosition> pinned = results.selection.pinned;
    if (same_patch && same->selection.pinned == pinned) {
        results.comparison = same->comparison;
    } else if (pinned) {
        results.comparison = std::make_shared<const Comparison>(
            compare(*results.vector, *pinned, results.vector_of(*pinned, run)));
    }
    results.map = same_dim ? same->map : std::make_shared<const Tensor>(results.map_of(dim, run));
    results.explanation =
        same_patch && same_dim
            ? same->explanation
            : std::make_shared<const Explanation>(explain(*results.module, *results.pixels, patch, dim, run));
    results.summation =
        same_patch && same_dim ? same->summation : std::make_shared<const Summation>(results.explanation);
}

}  // namespace

std::vector<float> Results::vector_of(PatchPosition patch, const RunOptions& run) const {
    if (!tokens) return module->embed_patch(*pixels, patch, run);
    const auto dims = static_cast<std::size_t>(options.config.embed_dim);
    const auto row = tokens->values().subspan(static_cast<std::size_t>(grid.token(patch)) * dims, dims);
    return {row.begin(), row.end()};
}

Tensor Results::map_of(int dim, const RunOptions& run) const {
    if (!tokens) return module->embed_dimension(*pixels, dim, run);
    Tensor numbers({grid.grid().height, grid.grid().width});
    const float* number = tokens->data() + dim;
    for (float& value : numbers.values()) {
        value = *number;
        number += options.config.embed_dim;
    }
    return numbers;
}

namespace {

void stop_here(const RunOptions& run) {
    if (run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

/// Fills in image and pixels, which follow from the picture and the preprocessing.
void fit_picture(Results& results, const Results* previous, const RunOptions& run) {
    const PreprocessConfig preprocess = results.options.preprocess();
    if (previous != nullptr && previous->picture == results.picture &&
        previous->options.preprocess() == preprocess) {
        results.image = previous->image;
        results.pyramid = previous->pyramid;
        results.pixels = previous->pixels;
        results.pixel_ranges = previous->pixel_ranges;
        return;
    }
    Image fitted = fit_image(results.picture->decoded.image, preprocess, run.stop);
    results.pyramid = std::make_shared<const Pyramid>(pyramid(std::move(fitted)));
    stop_here(run);
    results.image = std::shared_ptr<const Image>(results.pyramid, &results.pyramid->front());
    results.pixels = std::make_shared<Tensor>(to_tensor(*results.image, results.options.normalize, run.stop));
    stop_here(run);
    results.pixel_ranges = pixel_ranges(*results.pixels);
}

/// Fills in the weights file as it was read, the module made from it, and what fitting it took.
void make_module(Results& results, const Results* previous, const std::filesystem::path& learned,
                 const RunOptions& run) {
    const ModuleOptions& options = results.options;
    const bool same_live = previous != nullptr && previous->live == results.live;
    if (same_live && same_module(previous->options, options, previous->pixels == results.pixels)) {
        results.loaded = previous->loaded;
        results.adaptation = previous->adaptation;
        results.module = previous->module;
        return;
    }
    if (results.live) {
        results.loaded = results.live;
    } else if (stand_in_file(options)) {
        const bool read = same_live && same_file(previous->options, options);
        const auto file = options.weights.empty() ? with_weights(options, {learned}) : options;
        results.loaded = read ? previous->loaded : load_weights(file, run.stop);
    }
    require_memory(weights_bytes(options.config.conv_shape()), Word::weights);
    ConvParameters weights =
        make_weights(options, {results.loaded.get(), results.pixels.get()}, results.adaptation, run.stop);
    paint(weights.weight, options.painted, options.config.conv_shape());
    results.module = std::make_shared<PatchEmbed>(std::move(weights), options.config.sliding(), run.stop);
}

}  // namespace

ResultsPointer compute(const ModuleOptions& options, const PicturePointer& picture,
                       const ResultsPointer& previous, const OutputMemory& output_memory,
                       const RunOptions& run, Selection selection, const AnalysisRequest& wanted,
                       const PicturePointer& second, const LoadedPointer& live,
                       const std::filesystem::path& learned) {
    validate(options);
    auto results = std::make_shared<Results>();
    results->options = options;
    results->picture = picture;
    results->live = live;

    fit_picture(*results, previous.get(), run);
    results->grid = options.config.grid_of(results->image->size);
    results->costs = costs(results->grid, options.config.conv_shape());
    stop_here(run);
    make_module(*results, previous.get(), learned, run);
    stop_here(run);

    const bool same_numbers =
        previous && previous->pixels == results->pixels && previous->module == results->module;
    if (same_numbers) {
        results->tokens = previous->tokens;
        results->seconds = previous->seconds;
    } else if (output_memory.allows(results->costs.output_bytes)) {
        const auto start = std::chrono::steady_clock::now();
        const std::shared_ptr<Tensor> tokens =
            output_memory.take(output_shape(results->grid, options.config.embed_dim, Layout::nlc));
        results->module->forward_into(*tokens, *results->pixels, Layout::nlc, run);
        results->tokens = tokens;
        results->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    stop_here(run);
    look_closely(*results, selection, same_numbers ? previous.get() : nullptr, run);
    results->analyses = analyse(*results, wanted, same_numbers ? &previous->analyses : nullptr, run);
    if (wanted.second && second) results->second = second_picture(*results, second, previous.get(), run);
    if (wanted.rebuilt)
        results->analyses.rebuilt = rebuild(*results, *wanted.rebuilt, previous.get(), output_memory, run);
    if (wanted.mistaken)
        results->analyses.mistaken =
            make_mistakes(*results, *wanted.mistaken, previous.get(), output_memory, run);
    return results;
}

}  // namespace patchlens::model
