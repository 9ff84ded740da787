#include "app/model/computing/results.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/model/chapters/summation.h"
#include "app/model/state/option_limits.h"
#include "core/memory_needs.h"

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
    results.selection = {patch, dim, wanted.pinned, wanted.times};
    if (wanted.pinned) results.selection.pinned = results.grid.nearest(*wanted.pinned);
    const bool same_patch = same != nullptr && same->selection.patch == patch;
    const bool same_dim = same != nullptr && same->selection.dim == dim;

    results.vector =
        same_patch ? same->vector : std::make_shared<const std::vector<float>>(results.vector_of(patch, run));
    if (wanted.times != 1) {
        results.unchanged_vector =
            same_patch ? same->unchanged_vector
                       : std::make_shared<const std::vector<float>>(
                             results.module->embed_patch(*results.unchanged.pixels, patch, run));
    }
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

void stop_if_asked(const RunOptions& run) {
    if (run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

void show(FittedPicture& fitted, Image image) {
    fitted.pyramid = std::make_shared<const Pyramid>(pyramid(std::move(image)));
    fitted.image = std::shared_ptr<const Image>(fitted.pyramid, &fitted.pyramid->front());
}

/// Fills in image and pixels, which follow from the picture and the preprocessing.
void fit_picture(Results& results, const Results* previous, const RunOptions& run) {
    const PreprocessConfig preprocess = results.options.preprocess();
    FittedPicture& fitted = results.unchanged;
    if (previous != nullptr && previous->picture == results.picture &&
        previous->options.preprocess() == preprocess) {
        fitted = previous->unchanged;
        return;
    }
    show(fitted, fit_image(results.picture->decoded.image, preprocess, run.stop));
    stop_if_asked(run);
    fitted.pixels = std::make_shared<Tensor>(to_tensor(*fitted.image, results.options.normalize, run.stop));
    stop_if_asked(run);
    fitted.pixel_ranges = pixel_ranges(*fitted.pixels);
}

/// The pixels with those of `patch` multiplied by `times`; 0 makes zeros of NaN too.
Tensor multiplied(Tensor pixels, const Rectangle& patch, int times) {
    const std::int64_t height = pixels.dimension(1);
    const std::int64_t width = pixels.dimension(2);
    const std::int64_t top = std::max(patch.top, 0);
    const std::int64_t left = std::max(patch.left, 0);
    const std::int64_t bottom = std::min<std::int64_t>(patch.top + patch.height, height);
    const std::int64_t right = std::min<std::int64_t>(patch.left + patch.width, width);
    for (std::int64_t channel = 0; channel < pixels.dimension(0); ++channel) {
        for (std::int64_t y = top; y < bottom; ++y) {
            float* row = pixels.data() + (channel * height + y) * width;
            for (std::int64_t x = left; x < right; ++x)
                row[x] = times == 0 ? 0 : row[x] * static_cast<float>(times);
        }
    }
    return pixels;
}

/// Fills in what the module sees once the selected patch is changed.
void change_patch(Results& results, const Selection& wanted, const Results* previous, const RunOptions& run) {
    FittedPicture& seen = results;
    const PatchPosition patch = results.grid.nearest(wanted.patch);
    if (wanted.times == 1) {
        seen = results.unchanged;
        return;
    }
    const bool same = previous != nullptr && previous->unchanged.pixels == results.unchanged.pixels &&
                      previous->grid == results.grid && previous->selection.patch == patch &&
                      previous->selection.times == wanted.times;
    if (same) {
        seen = *previous;
        return;
    }
    seen.pixels = std::make_shared<Tensor>(
        multiplied(*results.unchanged.pixels, results.grid.rectangle(patch), wanted.times));
    show(seen, to_image(*seen.pixels, results.options.normalize));
    seen.pixel_ranges = results.unchanged.pixel_ranges;
    stop_if_asked(run);
}

bool keeps_module(const Results& results, const Results* previous) {
    return previous != nullptr && previous->live == results.live &&
           same_module(previous->options, results.options,
                       previous->unchanged.pixels == results.unchanged.pixels);
}

/// All that is still to be allocated must fit at once; the pixels are there.
void require_room(const Results& results, const Results* previous, const OutputMemory& output_memory) {
    MemoryNeeds needs = memory_needs(results.grid, results.options.config.conv_shape());
    needs.pixels = 0;
    if (keeps_module(results, previous)) needs.weights = 0;
    const bool whole = output_memory.allows(results.costs.output_bytes);
    needs.tokens = whole ? needs.tokens - std::min(needs.tokens, output_memory.spare_bytes()) : 0;
    require_memory(needs);
}

/// Fills in the weights file as it was read, the module made from it, and what fitting it took.
void make_module(Results& results, const Results* previous, const std::filesystem::path& learned,
                 const RunOptions& run) {
    const ModuleOptions& options = results.options;
    const bool same_live = previous != nullptr && previous->live == results.live;
    if (keeps_module(results, previous)) {
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
    ConvParameters weights = make_weights(options, {results.loaded.get(), results.unchanged.pixels.get()},
                                          results.adaptation, run.stop);
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
    results->grid = options.config.grid_of(results->unchanged.image->size);
    change_patch(*results, selection, previous.get(), run);
    results->costs = costs(results->grid, options.config.conv_shape());
    stop_if_asked(run);
    const bool same_numbers =
        previous && previous->pixels == results->pixels && keeps_module(*results, previous.get());
    if (!same_numbers) require_room(*results, previous.get(), output_memory);
    make_module(*results, previous.get(), learned, run);
    stop_if_asked(run);

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
    stop_if_asked(run);
    look_closely(*results, selection, same_numbers ? previous.get() : nullptr, run);
    results->analyses = analyse(*results, wanted, same_numbers ? &previous->analyses : nullptr, run);
    if (wanted.second && second) results->second = second_picture(*results, second, previous.get(), run);
    if (wanted.rebuilt)
        results->analyses.rebuilt = rebuild(*results, *wanted.rebuilt, previous.get(), output_memory, run);
    if (wanted.positions) {
        results->analyses.positions =
            positions_of(*results, *wanted.positions, previous.get(), output_memory, run);
    }
    if (wanted.mistaken)
        results->analyses.mistaken =
            make_mistakes(*results, *wanted.mistaken, previous.get(), output_memory, run);
    return results;
}

}  // namespace patchlens::model
