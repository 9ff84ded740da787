#include "app/model/computing/rebuilding.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/model/computing/results.h"
#include "core/analysis/picture_difference.h"
#include "core/analysis/reconstruction_error.h"
#include "core/mistakes.h"
#include "core/output_blocks.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

template <typename Value>
std::shared_ptr<const Value> kept_alive(Value value) {
    return std::make_shared<const Value>(std::move(value));
}

std::int64_t directions_of(const ConvShape& shape) {
    return std::min<std::int64_t>(shape.embed_dim, shape.fan_in());
}

std::optional<NotRebuilt> reason_against(const Results& results, bool reshaped, const OutputMemory& budget) {
    const std::int64_t directions = directions_of(results.module->shape());
    if (directions > most_directions) return NotRebuilt::too_many_directions;
    const auto bytes = static_cast<std::int64_t>(sizeof(double)) * results.grid.num_patches() * directions;
    if (!budget.allows(bytes) || (reshaped && !results.tokens)) return NotRebuilt::too_large;
    const auto finite = [](float weight) { return std::isfinite(weight); };
    if (!std::ranges::all_of(results.module->weight().values(), finite)) return NotRebuilt::not_finite;
    return std::nullopt;
}

Coordinates coordinates_of_tokens(const Results& results, const PseudoInverse& inverse, bool reshaped,
                                  const RunOptions& run) {
    Coordinates all(results.grid.num_patches(), inverse.rank());
    if (results.tokens) {
        const Tensor wrong = reshaped ? reshaped_tokens(*results.tokens) : Tensor();
        const Tensor& tokens = reshaped ? wrong : *results.tokens;
        inverse.coordinates_into(all, 0, tokens.matrix(results.grid.num_patches()), run);
        return all;
    }
    const std::int64_t dims = results.options.config.embed_dim;
    Eigen::Index first = 0;
    for_each_output_block(
        *results.module, *results.pixels, Layout::nlc,
        [&](std::span<const float> numbers) {
            const Eigen::Index rows = static_cast<Eigen::Index>(numbers.size()) / dims;
            inverse.coordinates_into(all, first, ConstMatrixView(numbers.data(), rows, dims),
                                     {nullptr, run.stop});
            first += rows;
        },
        run);
    return all;
}

/// Whether `more` begins with the directions of `filters`, each as long as there or all of them by one
/// factor.
bool begins_with(const Tensor& more, const Tensor& filters) {
    const std::span<const float> begin = more.values().first(static_cast<std::size_t>(filters.size()));
    const auto largest = std::ranges::max_element(filters.values(), {}, [](float x) { return std::abs(x); });
    const auto at = static_cast<std::size_t>(largest - filters.values().begin());
    if (*largest == 0.0F) return false;
    const float factor = begin[at] / *largest;
    for (std::size_t i = 0; i < begin.size(); ++i) {
        if (!(std::abs(begin[i] - filters.values()[i] * factor) <= 1e-5F * std::abs(begin[at]))) return false;
    }
    return factor != 0.0F;
}

/// The module's filters, and those that a larger embed_dim would bring, up to as many as a patch has numbers.
Tensor filters_and_more(const Results& results, const RunOptions& run) {
    const Tensor& own = results.module->weight();
    ModuleOptions options = results.options;
    const std::int64_t inputs = options.config.conv_shape().fan_in();
    if (inputs > most_directions || options.config.embed_dim >= inputs) return own;
    options.config.embed_dim = static_cast<int>(inputs);
    try {
        Adaptation adaptation;
        Tensor more =
            make_weights(options, {results.loaded.get(), results.pixels.get()}, adaptation, run.stop).weight;
        if (begins_with(more, own)) return more;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;  // else: a file has no more filters than these
    }
    return own;
}

/// `before` (may be null), of the same pixels, where the filters are the same.
std::shared_ptr<const FilterErrors> filter_errors(const Results& results,
                                                  const std::shared_ptr<const FilterErrors>& before,
                                                  const Tensor& patches, const RunOptions& run) {
    FilterErrors found{filters_and_more(results, run), {}};
    if (before && before->filters == found.filters) return before;
    found.errors = errors_by_filters(found.filters, patches.matrix(results.grid.num_patches()), run);
    return kept_alive(std::move(found));
}

}  // namespace

std::shared_ptr<const Rebuilding> rebuild(const Results& results, const RebuildingRequest& wanted,
                                          const Results* previous, const OutputMemory& budget,
                                          const RunOptions& run) {
    auto rebuilding = std::make_shared<Rebuilding>();
    rebuilding->not_rebuilt = reason_against(results, wanted.reshaped, budget);
    if (rebuilding->not_rebuilt) return rebuilding;
    const Rebuilding nothing;
    const bool known = previous != nullptr && previous->analyses.rebuilt;
    const Rebuilding& before = known ? *previous->analyses.rebuilt : nothing;
    const bool same_weights = known && previous->module == results.module;
    const bool same_pixels = known && previous->pixels == results.pixels && previous->grid == results.grid;

    rebuilding->first = wanted.first;
    if (same_weights) rebuilding->natural = before.natural;
    if (!rebuilding->natural) {
        rebuilding->natural = std::make_shared<const PseudoInverse>(
            ConvParameters{results.module->weight(), results.module->bias()});
    }
    rebuilding->reshaped = wanted.reshaped;
    if (same_weights && same_pixels && before.first == wanted.first) {
        rebuilding->inverse = before.inverse;
        if (before.reshaped == wanted.reshaped) rebuilding->coordinates = before.coordinates;
        rebuilding->errors = before.errors;
        rebuilding->by_filters = before.by_filters;
    }
    if (!rebuilding->inverse) {
        rebuilding->inverse = rebuilding->natural;
        if (wanted.first == KeptFirst::picture) {
            const std::vector<int> order =
                longest_first(coordinates_of_tokens(results, *rebuilding->natural, false, run));
            rebuilding->inverse = kept_alive(rebuilding->natural->reordered(order));
        }
    }
    if (!rebuilding->coordinates) {
        rebuilding->coordinates =
            kept_alive(coordinates_of_tokens(results, *rebuilding->inverse, wanted.reshaped, run));
    }
    if (!rebuilding->errors) {
        const Tensor patches = unfold(*results.pixels, results.grid.patch(), results.module->sliding());
        rebuilding->errors = kept_alive(
            errors_by_directions(*rebuilding->inverse, patches.matrix(results.grid.num_patches()), run));
        rebuilding->by_filters =
            filter_errors(results, same_pixels ? before.by_filters : nullptr, patches, run);
    }

    const int rank = rebuilding->inverse->rank();
    rebuilding->kept = wanted.kept == 0 ? rank : std::min(wanted.kept, rank);
    const bool same_picture =
        before.coordinates == rebuilding->coordinates && before.kept == rebuilding->kept && before.picture;
    if (same_picture) {
        rebuilding->picture = before.picture;
        rebuilding->pyramid = before.pyramid;
        rebuilding->patch_errors = before.patch_errors;
    } else {
        const Tensor rows = rebuilding->inverse->patches_at(*rebuilding->coordinates, rebuilding->kept, run);
        rebuilding->picture =
            kept_alive(rebuilt_picture(rows, *results.pixels, results.grid, results.options.normalize));
        rebuilding->pyramid = kept_alive(pyramid(rebuilding->picture->image));
        rebuilding->patch_errors =
            kept_alive(rms_of_patches(rebuilding->picture->pixels, *results.pixels, results.grid));
    }
    const Tensor& pixels = rebuilding->picture->pixels;
    const Normalize normalize = results.options.normalize;
    rebuilding->gain = wanted.gain;
    if (wanted.gain == 0) {
        const double largest = largest_difference(pixels, *results.pixels, results.grid, normalize);
        rebuilding->gain = std::clamp(1 / largest, 1.0, largest_gain);
    }
    rebuilding->difference = same_picture && before.gain == rebuilding->gain
                                 ? before.difference
                                 : kept_alive(pyramid(difference_image(pixels, *results.pixels, results.grid,
                                                                       normalize, rebuilding->gain)));
    return rebuilding;
}

}  // namespace patchlens::model
