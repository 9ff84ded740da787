// What the screen computes from the vectors: similarity, principal components, reconstruction, at 256/8/3/512
// and larger.
#include <random>

#include <benchmark/benchmark.h>

#include "core/analysis/path_difference.h"
#include "core/analysis/principal_components.h"
#include "core/analysis/reconstruction.h"
#include "core/analysis/similarity.h"
#include "core/analysis/statistics.h"
#include "core/patch_embed.h"
#include "core/unfold.h"

namespace patchlens::bench {
namespace {

/// The default module on a picture of random pixels.
struct Setting {
    explicit Setting(int image, int patch = 8, int embed_dim = 512)
        : pixels({3, image, image}),
          parameters(initialise(Init::torch, {embed_dim, 3, {patch, patch}, true}, 0)) {
        std::mt19937 random(1);
        for (float& value : pixels.values())
            value = static_cast<float>(random() >> 8) * 0x1p-24F;
        tokens = PatchEmbed(parameters).forward(pixels, Layout::nlc);
    }
    ConstMatrixView vectors() const { return tokens.matrix(tokens.dimension(1)); }

    Tensor pixels;  ///< [3, image, image]
    ConvParameters parameters;
    Tensor tokens;  ///< [1, N, D]
};

void similarity(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(cosine_similarity(setting.vectors(), 5).data());
}

void statistics(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(summarise_dimensions(setting.vectors()).data());
}

/// PCA straight from the tokens.
void pca_of_tokens(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(principal_components(setting.vectors()).variances.data());
}

/// The same through the patches and the weight, of which there are fewer numbers.
void pca_through_patches(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    const Tensor rows = unfold(setting.pixels, {8, 8});
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            embedding_components(rows.matrix(rows.dimension(0)), setting.parameters).variances.data());
    }
}

void pseudo_inverse(benchmark::State& state) {
    const Setting setting(64);
    for (auto _ : state)
        benchmark::DoNotOptimize(PseudoInverse(setting.parameters).rank());
}

void reconstruction(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    const PseudoInverse inverse(setting.parameters);
    for (auto _ : state)
        benchmark::DoNotOptimize(inverse.patches(setting.vectors()).data());
}

void both_paths(benchmark::State& state) {
    const Setting setting(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            path_difference(setting.vectors(), setting.pixels, setting.parameters).largest);
    }
}

BENCHMARK(similarity)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(statistics)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(pca_of_tokens)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(pca_through_patches)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(pseudo_inverse)->Unit(benchmark::kMillisecond);
BENCHMARK(reconstruction)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);
BENCHMARK(both_paths)->Arg(256)->Arg(1024)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace patchlens::bench
