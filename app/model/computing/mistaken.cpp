#include "app/model/computing/mistaken.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "app/model/computing/results.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

std::int64_t wrong_bytes(const Results& results, const Mistakes& mistakes) {
    const PatchGrid wrong(results.grid.image(), results.grid.patch(), sliding_with(mistakes, results.grid));
    return costs(wrong, results.options.config.conv_shape()).output_bytes;
}

/// The selected patch, dimension and map, and what of them differs first.
void look_at_selection(Mistaken& mistaken, const Results& results) {
    const Tensor& tokens = mistaken.output->tokens;
    const Size laid = mistaken.output->laid_out;
    const std::int64_t dims = tokens.shape().back();
    const Selection& selected = results.selection;
    mistaken.map = Tensor({laid.height, laid.width});
    for (std::int64_t token = 0; token < laid.area(); ++token)
        mistaken.map[token] = tokens[token * dims + selected.dim];
    if (selected.patch.row < laid.height && selected.patch.column < laid.width) {
        const std::int64_t token = std::int64_t{selected.patch.row} * laid.width + selected.patch.column;
        const float* row = tokens.data() + token * dims;
        mistaken.vector.assign(row, row + dims);
        mistaken.number = row[selected.dim];
    }
    if (laid != results.grid.grid()) {
        mistaken.symptom = Symptom::shape;
        return;
    }
    const auto same = [](float a, float b) {
        return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
    };
    const auto [right, wrong] = std::ranges::mismatch(results.map->values(), mistaken.map.values(), same);
    if (wrong != mistaken.map.values().end())
        mistaken.first = results.grid.position(wrong - mistaken.map.values().begin());
    mistaken.symptom = !same(*mistaken.number, results.explanation->value) ? Symptom::number
                       : mistaken.first                                    ? Symptom::elsewhere
                                                                           : Symptom::nothing;
}

std::shared_ptr<const Pyramid> rebuilt_from(const PseudoInverse& inverse, const Tensor& tokens,
                                            const PatchGrid& grid, Normalize normalize,
                                            const RunOptions& run) {
    const Tensor rows = inverse.patches(tokens.matrix(grid.num_patches()), run.stop);
    return std::make_shared<const Pyramid>(pyramid(picture_of_reached(fold(rows, grid), grid, normalize)));
}

std::optional<NotRebuilt> not_rebuilt(const Results& results, const Mistaken& mistaken,
                                      const OutputMemory& budget) {
    const ConvShape shape = results.module->shape();
    const std::int64_t directions = std::min<std::int64_t>(shape.embed_dim, shape.fan_in());
    if (directions > most_directions) return NotRebuilt::too_many_directions;
    const std::int64_t patches = std::max(results.grid.num_patches(), mistaken.output->grid.num_patches());
    const auto bytes = static_cast<std::int64_t>(sizeof(double)) * patches * directions;
    if (!results.tokens || !budget.allows(bytes)) return NotRebuilt::too_large;
    const auto finite = [](float number) { return std::isfinite(number); };
    if (!std::ranges::all_of(results.module->weight().values(), finite)) return NotRebuilt::not_finite;
    return std::nullopt;
}

}  // namespace

PatchGrid Mistaken::laid_out() const {
    if (!output || output->laid_out == output->grid.grid())
        return output ? output->grid : PatchGrid({1, 1}, {1, 1});
    const Size patch = output->grid.patch();
    return {{output->laid_out.height * patch.height, output->laid_out.width * patch.width}, patch};
}

std::shared_ptr<const Mistaken> make_mistakes(const Results& results, const MistakenRequest& wanted,
                                              const Results* previous, const OutputMemory& budget,
                                              const RunOptions& run) {
    auto mistaken = std::make_shared<Mistaken>();
    mistaken->mistakes = wanted.mistakes;
    for (int i = 0; i < mistake_count; ++i) {
        const auto mistake = static_cast<Mistake>(i);
        if (!wanted.mistakes.has(mistake)) continue;
        if (const auto reason = no_effect_of(mistake, *results.module, *results.image, results.grid,
                                             results.options.normalize))
            mistaken->idle.emplace(mistake, *reason);
    }
    mistaken->refused = refusal_of(wanted.mistakes, results.module->shape(), results.grid.image());
    if (mistaken->refused) {
        mistaken->symptom = Symptom::refused;
        return mistaken;
    }
    // The wrong module has weights of its own.
    const auto weights = static_cast<std::int64_t>(weights_bytes(results.module->shape()));
    mistaken->too_large = !budget.allows(wrong_bytes(results, wanted.mistakes)) || !budget.allows(weights);
    if (mistaken->too_large) return mistaken;

    const Mistaken nothing;
    const bool known = previous != nullptr && previous->analyses.mistaken;
    const Mistaken& before = known ? *previous->analyses.mistaken : nothing;
    const bool same_weights = known && previous->module == results.module;
    const bool same_right = same_weights && previous->pixels == results.pixels;
    const bool same_wrong = same_right && before.mistakes == wanted.mistakes && before.output;
    mistaken->output =
        same_wrong ? before.output
                   : std::make_shared<const MistakenOutput>(forward_with(
                         wanted.mistakes, *results.module, *results.image, results.options.normalize, run));
    look_at_selection(*mistaken, results);

    if (same_weights) mistaken->inverse = before.inverse;
    if (same_right) mistaken->right_picture = before.right_picture;
    if (same_wrong) mistaken->wrong_picture = before.wrong_picture;
    if (!wanted.picture) return mistaken;
    mistaken->not_rebuilt = not_rebuilt(results, *mistaken, budget);
    if (mistaken->not_rebuilt) return mistaken;
    const Normalize normalize = results.options.normalize;
    if (!mistaken->inverse) {
        mistaken->inverse = std::make_shared<const PseudoInverse>(
            ConvParameters{results.module->weight(), results.module->bias()});
    }
    if (!mistaken->right_picture) {
        mistaken->right_picture =
            rebuilt_from(*mistaken->inverse, *results.tokens, results.grid, normalize, run);
    }
    if (!mistaken->wrong_picture) {
        mistaken->wrong_picture =
            rebuilt_from(*mistaken->inverse, mistaken->output->tokens, mistaken->laid_out(), normalize, run);
    }
    return mistaken;
}

}  // namespace patchlens::model
