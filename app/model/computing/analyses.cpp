#include "app/model/computing/analyses.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/model/computing/results.h"
#include "core/output_blocks.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

template <typename Value>
auto shared(Value&& value) {
    return std::make_shared<const std::remove_cvref_t<Value>>(std::forward<Value>(value));
}

void append(std::vector<float>& to, const std::vector<float>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// Calls `take` with the tokens [n, D], all at once or block by block.
template <typename Take>
void each_token_block(const Results& results, const RunOptions& run, const Take& take) {
    const std::int64_t dims = results.options.config.embed_dim;
    if (results.tokens) return take(results.tokens->matrix(results.grid.num_patches()));
    for_each_output_block(
        *results.module, *results.pixels, Layout::nlc,
        [&](std::span<const float> numbers) {
            take(ConstMatrixView(numbers.data(), static_cast<std::int64_t>(numbers.size()) / dims, dims));
        },
        run);
}

std::vector<Summary> summaries_of_dimensions(const Results& results, const RunOptions& run) {
    if (results.tokens) return summarise_dimensions(results.tokens->matrix(results.grid.num_patches()));
    const auto patches = static_cast<std::size_t>(results.grid.num_patches());
    std::vector<Summary> summaries;
    for_each_output_block(
        *results.module, *results.pixels, Layout::nchw,
        [&](std::span<const float> maps) {
            for (; !maps.empty(); maps = maps.subspan(patches)) {
                summaries.push_back(
                    summarise(Eigen::Map<const Vector>(maps.data(), static_cast<Eigen::Index>(patches))));
            }
        },
        run);
    return summaries;
}

float reach_of(NumberView map, const Summary& summary) {
    const float reach = magnitude_of_share(map, shown_share);
    if (reach > 0 || summary.count == 0) return reach;
    return std::max(std::abs(summary.min), std::abs(summary.max));
}

/// `summaries` are those of the same maps.
std::vector<float> reaches_of_maps(const Results& results, const std::vector<Summary>& summaries,
                                   const RunOptions& run) {
    std::vector<float> reaches;
    const std::int64_t patches = results.grid.num_patches();
    const auto add = [&](NumberView map) { reaches.push_back(reach_of(map, summaries[reaches.size()])); };
    if (results.tokens) {
        const ConstMatrixView tokens = results.tokens->matrix(patches);
        for (Eigen::Index dim = 0; dim < tokens.cols(); ++dim) {
            if (run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
            add(tokens.col(dim));
        }
        return reaches;
    }
    for_each_output_block(
        *results.module, *results.pixels, Layout::nchw,
        [&](std::span<const float> maps) {
            for (; !maps.empty(); maps = maps.subspan(static_cast<std::size_t>(patches)))
                add(Eigen::Map<const Vector>(maps.data(), patches));
        },
        run);
    return reaches;
}

/// Computed from the patches if these are shorter than the vectors, or if the vectors are not kept.
PrincipalComponents components_of(const Results& results, const RunOptions& run) {
    const ConvShape shape = results.module->shape();
    const int count = std::min(3, results.options.config.embed_dim);
    if (results.tokens && shape.fan_in() >= shape.embed_dim) {
        return principal_components(results.tokens->matrix(results.grid.num_patches()), count, run.stop);
    }
    const Tensor patches = unfold(*results.pixels, results.grid.patch(), results.module->sliding());
    return embedding_components(patches.matrix(results.grid.num_patches()),
                                {results.module->weight(), results.module->bias()}, count, run.stop);
}

float largest_size(std::span<const float> values) {
    float largest = 0;
    for (const float value : values) {
        const float size = std::abs(value);
        if (std::isfinite(size) && size > largest) largest = size;
    }
    return largest;
}

NormStatistics statistics_of(const std::vector<float>& lengths) {
    const Eigen::Map<const Vector> numbers(lengths.data(), static_cast<Eigen::Index>(lengths.size()));
    const Summary summary = summarise(numbers);
    const bool any = summary.count > 0;
    return {summary, histogram(numbers, norm_bins, any ? summary.min : 0, any ? summary.max : 1)};
}

/// The dimensions by decreasing variance, the lower one first in a tie; those without a finite number last.
std::vector<int> order_by_variance(const std::vector<Summary>& dimensions) {
    const auto spread = [&](int dim) {
        const double std = dimensions[static_cast<std::size_t>(dim)].std;
        return std::isnan(std) ? -1 : std;
    };
    std::vector<int> order(dimensions.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return spread(a) > spread(b); });
    return order;
}

/// The largest finite magnitude among the weights of each filter.
std::vector<float> largest_weights(const PatchEmbed& module) {
    const std::int64_t dims = module.shape().embed_dim;
    const ConstMatrixView weights = module.weight().matrix(dims);
    std::vector<float> largest(static_cast<std::size_t>(dims), 0.0F);
    for (std::int64_t dim = 0; dim < dims; ++dim) {
        float& most = largest[static_cast<std::size_t>(dim)];
        for (const float weight : weights.row(dim)) {
            if (std::isfinite(weight)) most = std::max(most, std::abs(weight));
        }
    }
    return largest;
}

/// The patches nearest to the selected one.
Neighbours neighbours_of(const Results& results, Measure measure, const RunOptions& run) {
    std::vector<float> values;
    each_token_block(results, run, [&](ConstMatrixView tokens) {
        append(values, measure == Measure::euclid ? euclidean_distances(tokens, *results.vector)
                                                  : cosine_similarity(tokens, *results.vector));
    });
    const PatchPosition patch = results.selection.patch;
    return {measure, patch,
            nearest_by(measure, std::move(values), results.grid.token(patch), most_neighbours)};
}

FilterComponents components_of_filters(const PatchEmbed& module, const RunOptions& run) {
    const ConvShape shape = module.shape();
    const auto count =
        static_cast<int>(std::min<std::int64_t>({shown_components, shape.embed_dim, shape.fan_in()}));
    const PrincipalComponents found =
        principal_components(module.weight().matrix(shape.embed_dim), count, run.stop);
    FilterComponents filters;
    filters.pictures = Tensor({count, shape.in_chans, shape.patch_size.height, shape.patch_size.width});
    filters.pictures.matrix(count) = found.components;
    for (int component = 0; component < count; ++component)
        filters.largest.push_back(found.components.row(component).cwiseAbs().maxCoeff());
    filters.shares = found.shares;
    return filters;
}

void stop_here(const RunOptions& run) {
    if (run.stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

}  // namespace

AnalysisRequest analyses_of(const Session& session) {
    AnalysisRequest wanted;
    each_chapter([&]<Chapter chapter>() {
        using Shown = ChapterOf<chapter>;
        if (session.chapter != chapter) return;
        const auto& place = session.place<Shown>();
        if constexpr (requires { Shown::analyses(place); }) {
            wanted = Shown::analyses(place);
        } else {
            wanted = Shown::analyses(session.choice<Shown>(), place);
        }
    });
    return wanted;
}

Analyses analyse(const Results& results, const AnalysisRequest& wanted, const Analyses* same,
                 const RunOptions& run) {
    const Analyses nothing;
    const Analyses& before = same != nullptr ? *same : nothing;
    const PatchPosition patch = results.selection.patch;
    Analyses analyses;
    if (wanted.norms) {
        analyses.norms = before.norms;
        analyses.norm_statistics = before.norm_statistics;
        if (!analyses.norms) {
            std::vector<float> lengths;
            each_token_block(results, run, [&](ConstMatrixView tokens) { append(lengths, norms(tokens)); });
            analyses.norm_statistics = shared(statistics_of(lengths));
            analyses.norms = shared(std::move(lengths));
        }
        stop_here(run);
    }
    if (wanted.similarity) {
        if (before.similar_to == patch) {
            analyses.similarity = before.similarity;
            analyses.nearest = before.nearest;
            analyses.equal = before.equal;
        }
        analyses.similar_to = patch;
        if (!analyses.similarity) {
            std::vector<float> similarities;
            std::vector<std::int64_t> equal;
            const Eigen::Map<const Eigen::RowVectorXf> own(results.vector->data(),
                                                           std::ssize(*results.vector));
            each_token_block(results, run, [&](ConstMatrixView tokens) {
                for (Eigen::Index row = 0; row < tokens.rows(); ++row) {
                    const auto token = std::ssize(similarities) + row;
                    if (token != results.grid.token(patch) && tokens.row(row) == own) equal.push_back(token);
                }
                append(similarities, cosine_similarity(tokens, *results.vector));
            });
            analyses.nearest = shared(nearest(similarities, results.grid.token(patch), shown_neighbours));
            analyses.similarity = shared(std::move(similarities));
            analyses.equal = shared(std::move(equal));
        }
        stop_here(run);
    }
    if (wanted.components) {
        analyses.components = before.components ? before.components : shared(components_of(results, run));
        stop_here(run);
    }
    if (wanted.dimensions) {
        analyses.dimensions =
            before.dimensions ? before.dimensions : shared(summaries_of_dimensions(results, run));
        analyses.reaches =
            before.reaches ? before.reaches : shared(reaches_of_maps(results, *analyses.dimensions, run));
        analyses.largest_weights =
            before.largest_weights ? before.largest_weights : shared(largest_weights(*results.module));
        analyses.by_variance =
            before.by_variance ? before.by_variance : shared(order_by_variance(*analyses.dimensions));
        stop_here(run);
    }
    if (wanted.scales) {
        analyses.scales = before.scales;
        if (!analyses.scales) {
            analyses.scales =
                shared(MatrixScales{largest_size(results.module->weight().values()),
                                    results.tokens ? largest_size(results.tokens->values()) : 0});
        }
        stop_here(run);
    }
    if (wanted.filters) {
        analyses.filters =
            before.filters ? before.filters : shared(components_of_filters(*results.module, run));
        stop_here(run);
    }
    if (wanted.path_difference && results.tokens) {
        analyses.path_difference = before.path_difference;
        if (!analyses.path_difference) {
            analyses.path_difference = shared(path_difference(
                results.tokens->matrix(results.grid.num_patches()), *results.pixels,
                {results.module->weight(), results.module->bias()}, results.module->sliding(), run.stop));
        }
    }
    if (wanted.neighbours) {
        analyses.neighbours = before.neighbours;
        const Neighbours* known = before.neighbours.get();
        if (known == nullptr || known->of != patch || known->measure != wanted.measure)
            analyses.neighbours = shared(neighbours_of(results, wanted.measure, run));
        stop_here(run);
    }
    if (wanted.twins) {
        analyses.twins = before.twins && before.twins->near == patch ? before.twins
                                                                     : shared(twins_of(results, patch, run));
        stop_here(run);
    }
    analyses.clusters = before.clusters;  // kept while other views are shown: they can take seconds
    if (wanted.clusters > 0 && results.tokens) {
        const TokenClusters* known = before.clusters.get();
        if (known == nullptr || known->wanted != wanted.clusters || known->seed != wanted.cluster_seed ||
            known->by != wanted.clusters_by) {
            analyses.clusters =
                shared(cluster_tokens(results.tokens->matrix(results.grid.num_patches()), wanted.clusters,
                                      wanted.cluster_seed, wanted.clusters_by, run.stop));
        }
    }
    return analyses;
}

}  // namespace patchlens::model
