// Whether a patch costs the same in a large picture as in a small one: level/IMG/threads:T, with patch_size 8
// and embed_dim 512, in the order forward returns; level_tokens/… in token order.
//
// A run over a large picture takes a thousand times as long as one over 256x256, and meets all that other
// programs do in that time, which the best of many short runs does not. So each round times as many runs over
// 256x256 as have the patches of the large picture, and the large picture, in turn:
//   over_256   time per patch in the large picture over that in 256x256, the median of the rounds
//   ns         time per patch in the large picture, the median of the rounds
#include <algorithm>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "core/projection.h"
#include "core/support/thread_pool.h"
#include "tests/bench/machine.h"
#include "tests/bench/random_tensor.h"

namespace patchlens::bench {
namespace {

constexpr int small_side = 256;
constexpr int patch_size = 8;
constexpr int embed_dim = 512;

/// A picture and room for its output.
struct Picture {
    explicit Picture(int side)
        : pixels(random_tensor({3, side, side}, 1)),
          rows(side / patch_size),
          output(Tensor::zeros({std::int64_t{rows} * rows, embed_dim})) {}

    Tensor pixels;
    int rows;
    Tensor output;
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

void level(benchmark::State& state, int side, int threads, OutputOrder order) {
    const Projection projection(random_tensor({embed_dim, 3, patch_size, patch_size}, 2),
                                random_tensor({embed_dim}, 3));
    ThreadPool pool(threads);
    Picture small(small_side);
    Picture large(side);
    const int small_runs = (side / small_side) * (side / small_side);
    const auto time = [&](Picture& picture, int runs) {
        const double begin = now();
        for (int run = 0; run < runs; ++run) {
            projection.run(picture.pixels, {0, picture.rows}, order, picture.output.values(), {&pool});
        }
        return now() - begin;
    };

    std::vector<double> seconds;
    std::vector<double> ratios;
    for (auto _ : state) {
        // Large first in every other round, so that a machine that slows down counts against both.
        const bool large_first = seconds.size() % 2 != 0;
        const double first = large_first ? time(large, 1) : time(small, small_runs);
        const double second = large_first ? time(small, small_runs) : time(large, 1);
        seconds.push_back(large_first ? first : second);
        ratios.push_back(large_first ? first / second : second / first);
        state.SetIterationTime(seconds.back());
    }
    state.counters["over_256"] = median(ratios);
    state.counters["ns"] = median(seconds) * 1e9 / (static_cast<double>(large.rows) * large.rows);
}

const int registered = [] {
    for (const int side : {512, 1024, 2048, 4096, 8192}) {
        for (const int threads : {1, 2}) {
            for (const OutputOrder order : {OutputOrder::channel_major, OutputOrder::token_major}) {
                const std::string name =
                    std::string(order == OutputOrder::channel_major ? "level" : "level_tokens") + "/" +
                    std::to_string(side) + "/threads:" + std::to_string(threads);
                benchmark::RegisterBenchmark(name.c_str(), level, side, threads, order)
                    ->UseManualTime()
                    ->Iterations(side > 4096 ? 7 : 15)
                    ->Unit(benchmark::kMillisecond);
            }
        }
    }
    return 0;
}();

}  // namespace
}  // namespace patchlens::bench
