#include "core/analysis/path_difference.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/unfold.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

/// Two filters over 1x2 patches of one channel.
ConvParameters small_parameters() {
    return {Tensor({2, 1, 1, 2}, {1, 10, -1, 0.5F}), Tensor({2}, {100, 0})};
}

TEST(LinearTokens, AreFlattenedPatchesTimesTheWeightPlusTheBias) {
    const Tensor pixels({1, 2, 5}, {1, 2, 3, 4, 99, 5, 6, 7, 8, 99});
    const Tensor tokens = linear_tokens(pixels, small_parameters());
    EXPECT_EQ(tokens, Tensor({4, 2}, {121, 0, 143, -1, 165, -2, 187, -3}));
}

TEST(LinearTokens, AgreeWithTheConvolutionByDefinition) {
    Tensor weight = decaying(7, 3 * 2 * 4, 0.05F).reshaped({7, 3, 2, 4});
    Tensor pixels = decaying(3, 300 * 9, 0.0F).reshaped({3, 300, 9});
    const ConvParameters parameters{std::move(weight), Tensor()};
    const Tensor tokens = linear_tokens(pixels, parameters);
    ASSERT_EQ(tokens.shape(), (Shape{150 * 2, 7}));
    for (std::int64_t t = 0; t < 300; ++t) {
        for (std::int64_t d = 0; d < 7; ++d) {
            double sum = 0.0;
            for (std::int64_t i = 0; i < 24; ++i) {
                const std::int64_t y = t / 2 * 2 + i / 4 % 2;
                const std::int64_t x = t % 2 * 4 + i % 4;
                sum += static_cast<double>(pixels[(i / 8 * 300 + y) * 9 + x]) * parameters.weight[d * 24 + i];
            }
            ASSERT_NEAR(tokens[t * 7 + d], sum, 1e-6);
        }
    }
}

TEST(LinearTokens, RefuseWhatConv2dRefuses) {
    EXPECT_THROW(linear_tokens(Tensor::zeros({3, 2, 4}), small_parameters()), Error);
    EXPECT_THROW(linear_tokens(Tensor::zeros({1, 2, 1}), small_parameters()), Error);
    EXPECT_THROW(linear_tokens(Tensor::zeros({2, 4}), small_parameters()), Error);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(linear_tokens(Tensor::zeros({1, 2, 4}), small_parameters(), {}, source.get_token()), Error);
}

TEST(PathDifference, IsZeroForTheSameNumbers) {
    const Tensor pixels({1, 2, 2}, {1, 2, nan, infinity});
    const Tensor tokens = linear_tokens(pixels, small_parameters());
    EXPECT_EQ(path_difference(view(tokens), pixels, small_parameters()).largest, 0.0);
}

TEST(PathDifference, SaysWhereItIsLargest) {
    const Tensor pixels = decaying(1, 600).reshaped({1, 300, 2});
    Tensor changed = linear_tokens(pixels, small_parameters());
    changed[2 * 17] += 0.25F;
    changed[2 * 250 + 1] -= 0.5F;
    const float linear = linear_tokens(pixels, small_parameters())[2 * 250 + 1];
    const Tensor& tokens = changed;
    const PathDifference found = path_difference(view(tokens), pixels, small_parameters());
    EXPECT_NEAR(found.largest, 0.5, 1e-6);
    EXPECT_EQ(found.token, 250);
    EXPECT_EQ(found.dim, 1);
    EXPECT_EQ(found.linear, linear);
    EXPECT_EQ(found.convolution, changed[2 * 250 + 1]);
}

TEST(PathDifference, OneNanIsInfinitelyDifferent) {
    const Tensor pixels({1, 1, 2}, {1, 2});
    const Tensor tokens({1, 2}, {121, nan});
    const PathDifference found = path_difference(view(tokens), pixels, small_parameters());
    EXPECT_EQ(found.largest, infinity);
    EXPECT_EQ(found.dim, 1);
}

TEST(PathDifference, OutputsOfAnotherShapeAreRefused) {
    const Tensor pixels({1, 1, 2}, {1, 2});
    EXPECT_THROW(path_difference(view(Tensor::zeros({2, 2})), pixels, small_parameters()), Error);
}

}  // namespace
}  // namespace patchlens
