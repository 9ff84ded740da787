#include "core/explain.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/unfold.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

double sum(const std::vector<double>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

TEST(Explain, TermsAndBiasAddUpToTheValue) {
    const PatchEmbed module(initialise(Init::torch, {}, 0));
    const Tensor pixels = golden_pixels(3, 64, 40);
    const Explanation number = explain(module, pixels, {7, 4}, 511);
    EXPECT_EQ(number.patch, (PatchPosition{7, 4}));
    EXPECT_EQ(number.token, 7 * 5 + 4);
    EXPECT_EQ(number.dim, 511);
    EXPECT_EQ(number.terms.size(), 192U);
    EXPECT_EQ(number.channel_sums.size(), 3U);
    EXPECT_NEAR(sum(number.terms) + static_cast<double>(number.bias), number.value, 1e-5);
    EXPECT_NEAR(sum(number.channel_sums), sum(number.terms), 1e-12);
}

TEST(Explain, TheValueIsForwardsOwnBits) {
    const PatchEmbed module(initialise(Init::torch, {.embed_dim = 6, .patch_size = {5, 9}}, 3));
    const Tensor pixels = golden_pixels(3, 33, 50);
    const Tensor output = module.forward(pixels);
    for (int row = 0; row < 6; ++row) {
        for (int column = 0; column < 5; ++column) {
            for (int dim = 0; dim < 6; ++dim) {
                EXPECT_EQ(explain(module, pixels, {row, column}, dim).value,
                          output[(dim * 6 + row) * 5 + column]);
            }
        }
    }
}

TEST(Explain, EveryTermIsItsPixelTimesItsWeightExactly) {
    const PatchEmbed module(
        initialise(Init::torch, {.embed_dim = 4, .in_chans = 4, .patch_size = {2, 3}}, 1));
    const Tensor pixels = golden_pixels(4, 9, 10);
    const Explanation number = explain(module, pixels, {3, 1}, 2);
    ASSERT_EQ(number.terms.size(), 24U);
    EXPECT_EQ(number.pixels, unfold_patch(pixels, {2, 3}, {}, {3, 1}));
    for (int channel = 0; channel < 4; ++channel) {
        double channel_sum = 0.0;
        for (int y = 0; y < 2; ++y) {
            for (int x = 0; x < 3; ++x) {
                const auto i = static_cast<std::size_t>(row_index({2, 3}, channel, y, x));
                EXPECT_EQ(number.pixels[i], pixels[(channel * 9 + 6 + y) * 10 + 3 + x]);
                EXPECT_EQ(number.weights[i], module.weight()[((2 * 4 + channel) * 2 + y) * 3 + x]);
                // The term is exact: fma of the factors minus the term would show a rounding error.
                const double pixel = number.pixels[i];
                EXPECT_EQ(std::fma(pixel, static_cast<double>(number.weights[i]), -number.terms[i]), 0.0);
                channel_sum += number.terms[i];
            }
        }
        EXPECT_EQ(number.channel_sums[static_cast<std::size_t>(channel)], channel_sum);
    }
    EXPECT_EQ(number.bias, module.bias()[2]);
}

TEST(Explain, WithoutBiasTheBiasIsZero) {
    const PatchEmbed module(initialise(Init::torch, {.embed_dim = 4, .bias = false}, 1));
    const Explanation number = explain(module, golden_pixels(3, 8, 8), {0, 0}, 3);
    EXPECT_EQ(number.bias, 0.0F);
    EXPECT_NEAR(sum(number.terms), number.value, 1e-5);
}

TEST(Explain, APlaceOutsideIsASentence) {
    const PatchEmbed module(initialise(Init::torch, {.embed_dim = 4}, 0));
    const Tensor pixels = golden_pixels(3, 16, 24);
    expect_error(ErrorCode::patch_outside_grid, "patch_outside_grid: (0, 3), 1, 2", [&] {
        explain(module, pixels, {0, 3}, 0);
    });
    expect_error(ErrorCode::patch_outside_grid, "(-1, 0), 1, 2", [&] {
        explain(module, pixels, {-1, 0}, 0);
    });
    expect_error(ErrorCode::dimension_outside_vector, "dimension_outside_vector: 4, 4, 3", [&] {
        explain(module, pixels, {0, 0}, 4);
    });
    expect_error(ErrorCode::channels_differ, "channels_differ: 3, 1", [&] {
        explain(module, golden_pixels(1, 16, 24), {0, 0}, 0);
    });
}

}  // namespace
}  // namespace patchlens
