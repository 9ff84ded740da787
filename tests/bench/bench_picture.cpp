// From a decoded picture to the tensor: Pillow's resize and the whole preprocessing.
#include <random>

#include <benchmark/benchmark.h>

#include "core/picture/preprocess.h"
#include "core/picture/resize.h"

namespace patchlens::bench {
namespace {

Image random_image(Size size, int channels) {
    Image image{size, channels, {}};
    image.pixels.resize(static_cast<std::size_t>(size.area() * channels));
    std::mt19937 random(1);
    for (std::uint8_t& value : image.pixels)
        value = static_cast<std::uint8_t>(random());
    return image;
}

void resize_picture(benchmark::State& state, Size from, Size to, ResizeFilter filter, int channels) {
    const Image image = random_image(from, channels);
    for (auto _ : state)
        benchmark::DoNotOptimize(resize(image, to, filter).pixels.data());
    state.counters["Mpixel/s"] = benchmark::Counter(static_cast<double>(from.area()) / 1e6,
                                                    benchmark::Counter::kIsIterationInvariantRate);
}

void preprocess_picture(benchmark::State& state, Size from) {
    const Image image = random_image(from, 3);
    for (auto _ : state)
        benchmark::DoNotOptimize(to_tensor(fit_image(image, {}), Normalize::imagenet).data());
}

BENCHMARK_CAPTURE(resize_picture, 512_to_256_bilinear, Size{512, 512}, Size{256, 256}, ResizeFilter::bilinear,
                  3);
BENCHMARK_CAPTURE(resize_picture, 3000x4000_to_256x341_bilinear, Size{3000, 4000}, Size{256, 341},
                  ResizeFilter::bilinear, 3);
BENCHMARK_CAPTURE(resize_picture, 3000x4000_to_256x341_bicubic, Size{3000, 4000}, Size{256, 341},
                  ResizeFilter::bicubic, 3);
BENCHMARK_CAPTURE(resize_picture, 3000x4000_to_256x341_rgba, Size{3000, 4000}, Size{256, 341},
                  ResizeFilter::bilinear, 4);
BENCHMARK_CAPTURE(resize_picture, 256_to_1024_bicubic, Size{256, 256}, Size{1024, 1024},
                  ResizeFilter::bicubic, 3);
BENCHMARK_CAPTURE(preprocess_picture, 512, Size{512, 512});
BENCHMARK_CAPTURE(preprocess_picture, 3000x4000, Size{3000, 4000});

}  // namespace
}  // namespace patchlens::bench
