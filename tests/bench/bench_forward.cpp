// The projection at the sizes that matter: forward/IMG/PATCH/DIM/threads:T in the order forward returns
// (channel-major), forward_tokens/… in token order.
//
// Each round times one run and, beside it, what the machine can do at most; the counters are those of the
// best rounds, because other programs can only make a round slower:
//   GFLOPS, GB/s   of the output written
//   fma, write     the share of the machine's multiply-adds and of a plain streaming write of as many bytes
//   peak_GFLOPS, peak_GB/s   what those shares are of
//   best_ms        the run itself
#include <algorithm>
#include <limits>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "core/projection.h"
#include "core/support/thread_pool.h"
#include "tests/bench/machine.h"
#include "tests/bench/random_tensor.h"

namespace patchlens::bench {
namespace {

constexpr int runs = 3;  ///< in a round: the first finds the caches as the peaks' loops left them

struct Case {
    int image;
    int patch;
    int embed_dim;
};

void forward(benchmark::State& state, Case size, int threads, OutputOrder order) {
    const Tensor pixels = random_tensor({3, size.image, size.image}, 1);
    const Projection projection(random_tensor({size.embed_dim, 3, size.patch, size.patch}, 2),
                                random_tensor({size.embed_dim}, 3));
    const PatchGrid grid = projection.grid(pixels);
    Tensor output = Tensor::zeros({grid.num_patches(), size.embed_dim});
    ThreadPool pool(threads);

    double seconds = std::numeric_limits<double>::infinity();
    double multiply_adds = 0.0;
    double writes = 0.0;
    for (auto _ : state) {
        double spent = std::numeric_limits<double>::infinity();
        for (int run = 0; run < runs; ++run) {
            const double begin = now();
            projection.run(pixels, {0, grid.grid().height}, order, output.values(), {&pool});
            spent = std::min(spent, now() - begin);
        }
        state.SetIterationTime(spent);
        seconds = std::min(seconds, spent);
        multiply_adds = std::max(multiply_adds, multiply_add_rate(pool));
        writes = std::max(writes, write_rate(pool, output.values()));
    }
    const double operations = 2.0 * static_cast<double>(output.size()) * 3 * size.patch * size.patch;
    const double bytes = 4.0 * static_cast<double>(output.size());
    state.counters["GFLOPS"] = operations / seconds / 1e9;
    state.counters["GB/s"] = bytes / seconds / 1e9;
    state.counters["fma"] = operations / seconds / multiply_adds;
    state.counters["write"] = bytes / seconds / writes;
    state.counters["peak_GFLOPS"] = multiply_adds / 1e9;
    state.counters["peak_GB/s"] = writes / 1e9;
    state.counters["best_ms"] = seconds * 1e3;
}

const int registered = [] {
    for (const Case size :
         {Case{256, 8, 512}, Case{224, 16, 768}, Case{256, 4, 512}, Case{256, 2, 512}, Case{256, 1, 512},
          Case{256, 32, 512}, Case{512, 8, 512}, Case{1024, 8, 512}, Case{2048, 8, 512}, Case{4096, 8, 512},
          Case{8192, 8, 512}, Case{1024, 16, 1024}, Case{256, 8, 64}, Case{518, 14, 1024}}) {
        for (const int threads : {1, 2}) {
            for (const OutputOrder order : {OutputOrder::channel_major, OutputOrder::token_major}) {
                const std::string name =
                    std::string(order == OutputOrder::channel_major ? "forward" : "forward_tokens") + "/" +
                    std::to_string(size.image) + "/" + std::to_string(size.patch) + "/" +
                    std::to_string(size.embed_dim) + "/threads:" + std::to_string(threads);
                benchmark::RegisterBenchmark(name.c_str(), forward, size, threads, order)
                    ->UseManualTime()
                    ->Unit(benchmark::kMillisecond);
            }
        }
    }
    return 0;
}();

}  // namespace
}  // namespace patchlens::bench
