// How long the projection goes on after it was asked to stop: cancel/IMG/PATCH/DIM/threads:T. Each round asks
// a little later in the run than the one before; longest_ms is the slowest of all rounds to give up.
#include <algorithm>
#include <chrono>
#include <stop_token>
#include <string>
#include <thread>

#include <benchmark/benchmark.h>

#include "core/error.h"
#include "core/projection.h"
#include "core/support/thread_pool.h"
#include "tests/bench/machine.h"
#include "tests/bench/random_tensor.h"

namespace patchlens::bench {
namespace {

constexpr double earliest = 1e-3;  ///< seconds into the run
constexpr double step = 0.4e-3;
constexpr double latest = 20e-3;

struct Case {
    int image;
    int patch;
    int embed_dim;
};

void cancel(benchmark::State& state, Case size, int threads) {
    const Tensor pixels = random_tensor({3, size.image, size.image}, 1);
    const Projection projection(random_tensor({size.embed_dim, 3, size.patch, size.patch}, 2),
                                random_tensor({size.embed_dim}, 3));
    const PatchGrid grid = projection.grid(pixels);
    Tensor output = Tensor::zeros({grid.num_patches(), size.embed_dim});
    ThreadPool pool(threads);

    double after = earliest;
    double longest = 0;
    for (auto _ : state) {
        std::stop_source source;
        double asked = 0;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::duration<double>(after));
            asked = now();
            source.request_stop();
        });
        try {
            projection.run(pixels, {0, grid.grid().height}, OutputOrder::token_major, output.values(),
                           {&pool, source.get_token()});
            state.SkipWithError("the run ended before it was asked to stop");
        } catch (const Error&) {
        }
        const double ended = now();
        stopper.join();
        longest = std::max(longest, ended - asked);
        state.SetIterationTime(std::max(0.0, ended - asked));
        after = after + step > latest ? earliest : after + step;
    }
    state.counters["longest_ms"] = longest * 1e3;
}

const int registered = [] {
    for (const Case size :
         {Case{2048, 8, 512}, Case{2048, 4, 512}, Case{2048, 32, 1024}, Case{2048, 256, 4096}}) {
        for (const int threads : {1, 2}) {
            const std::string name = "cancel/" + std::to_string(size.image) + "/" +
                                     std::to_string(size.patch) + "/" + std::to_string(size.embed_dim) +
                                     "/threads:" + std::to_string(threads);
            benchmark::RegisterBenchmark(name.c_str(), cancel, size, threads)
                ->UseManualTime()
                ->Iterations(150)
                ->Unit(benchmark::kMillisecond);
        }
    }
    return 0;
}();

}  // namespace
}  // namespace patchlens::bench
