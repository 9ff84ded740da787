// Training in the weights lab: 512 filters of 3x8x8 from noise, as the window trains them.
#include <array>
#include <memory>

#include <benchmark/benchmark.h>

#include "core/analysis/filter_character.h"
#include "core/picture/preprocess.h"
#include "core/support/thread_pool.h"
#include "core/training/mean_filters.h"
#include "core/training/projection_trainer.h"
#include "core/training/random_patches.h"

namespace patchlens::bench {
namespace {

ProjectionTrainer new_trainer() {
    const DecodedImage house = load_image(PATCHLENS_ASSETS_DIR "/samples/house.png");
    const std::array pictures{to_tensor(fit_image(house.image, {}), Normalize::none)};
    const ConvShape shape{509, 3, {8, 8}, true};  // the means have three filters of their own
    const Tensor patches = random_patches(pictures, shape.patch_size, patches_to_learn_from(shape), 0);
    const Tensor lesson = without_means(patches.matrix(patches.dimension(0)), shape);
    return {std::as_const(lesson).matrix(lesson.dimension(0)),
            shape,
            {.learning_rate = 5e-3, .sparseness = 8, .settle_after = 150}};
}

/// One step; the argument is the number of threads.
void training_step(benchmark::State& state) {
    ProjectionTrainer trainer = new_trainer();
    ThreadPool pool(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(trainer.step(&pool));
    state.counters["multiply-adds"] = benchmark::Counter(static_cast<double>(trainer.step_multiply_adds()),
                                                         benchmark::Counter::kIsIterationInvariantRate);
}

/// From noise to edges: so many steps, and the share of filters that are oriented or coloured after them.
void noise_to_edges(benchmark::State& state) {
    double share = 0;
    for (auto _ : state) {
        ProjectionTrainer trainer = new_trainer();
        for (int step = 0; step < state.range(0); ++step)
            trainer.step();
        share = share_with_character(filter_characters(trainer.parameters().weight));
    }
    state.counters["edges"] = share;
}

BENCHMARK(training_step)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(noise_to_edges)
    ->Arg(400)
    ->Arg(800)
    ->Arg(1500)
    ->Arg(6000)
    ->Unit(benchmark::kSecond)
    ->Iterations(1)
    ->UseRealTime();

}  // namespace
}  // namespace patchlens::bench
