#include "core/weights/kernel_resample.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bits_of;
using file_support::error_of;
using file_support::file_goldens;
using file_support::floats_of;

Tensor random_tensor(Shape shape, std::uint32_t seed) {
    Tensor tensor(std::move(shape));
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal;
    for (float& number : tensor.values())
        number = normal(generator);
    return tensor;
}

TEST(KernelResample, TheRowsOfTheInterpolationAreTheKnownOnes) {
    const Eigen::MatrixXd halved = interpolation_matrix(4, 2);
    EXPECT_NEAR(halved(0, 0), 0.4586776860, 1e-10);
    EXPECT_NEAR(halved(0, 1), 0.4586776860, 1e-10);
    EXPECT_NEAR(halved(0, 2), 0.1198347107, 1e-10);
    EXPECT_NEAR(halved(0, 3), -0.0371900826, 1e-10);
    const Eigen::MatrixXd doubled = interpolation_matrix(4, 8);
    EXPECT_NEAR(doubled(0, 0), 1.0882352941, 1e-10);
    EXPECT_NEAR(doubled(0, 1), -0.0882352941, 1e-10);
    EXPECT_NEAR(doubled(1, 0), 0.8102189781, 1e-10);
    EXPECT_NEAR(doubled(1, 1), 0.2116788321, 1e-10);
    EXPECT_NEAR(doubled(1, 2), -0.0218978103, 1e-10);
    EXPECT_EQ(doubled(1, 3), 0);
}

TEST(KernelResample, TheInterpolationIsTorchsOwn) {
    for (const auto& golden : file_goldens()["interpolation"]) {
        const Eigen::MatrixXd matrix = interpolation_matrix(golden["from"], golden["to"]);
        for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
            for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
                const auto index = static_cast<std::size_t>(row * matrix.cols() + column);
                EXPECT_NEAR(matrix(row, column), golden["matrix"][index].get<double>(), 1e-12);
            }
        }
    }
}

TEST(KernelResample, ResampledWeightsAreThoseOfTheWholePseudoInverseInTorchAndNumpy) {
    for (const auto& golden : file_goldens()["resampled"]) {
        const auto pair = [](const nlohmann::json& json) { return Size{json[0], json[1]}; };
        const Size before = pair(golden["old"]);
        const Size after = pair(golden["new"]);
        const Tensor weight({2, 1, before.height, before.width},
                            floats_of(golden["weight"].get<std::vector<std::uint32_t>>()));
        const Tensor resampled = resample_patch_embed(weight, after);
        ASSERT_EQ(resampled.shape(), (Shape{2, 1, after.height, after.width}));
        for (std::int64_t i = 0; i < resampled.size(); ++i) {
            const double expected = golden["expected"][static_cast<std::size_t>(i)];
            EXPECT_NEAR(resampled[i], expected, 2e-6 * std::max(1.0, std::abs(expected)))
                << to_string(before) << " to " << to_string(after);
        }
    }
}

TEST(KernelResample, AKernelOfOnesFrom16To8SumsTo253Point72) {
    Tensor ones({1, 1, 16, 16});
    std::fill(ones.values().begin(), ones.values().end(), 1.0F);
    const Tensor resampled = resample_patch_embed(ones, {8, 8});
    EXPECT_NEAR(std::accumulate(resampled.values().begin(), resampled.values().end(), 0.0), 253.72, 0.005);
}

TEST(KernelResample, AGrownPatchGivesTheSameProductAsTheOldOne) {
    for (const Size after : {Size{8, 8}, Size{9, 13}, Size{6, 5}, Size{32, 7}}) {
        const Tensor weight = random_tensor({1, 1, 6, 5}, 1);
        const Tensor patch = random_tensor({1, 1, 6, 5}, 2);
        const Tensor resampled = resample_patch_embed(weight, after);
        const Eigen::MatrixXd grown = interpolation_matrix(6, after.height) *
                                      ConstMatrixView(patch.data(), 6, 5).cast<double>() *
                                      interpolation_matrix(5, after.width).transpose();
        const double old_product = ConstMatrixView(weight.data(), 6, 5)
                                       .cast<double>()
                                       .cwiseProduct(ConstMatrixView(patch.data(), 6, 5).cast<double>())
                                       .sum();
        const double new_product = ConstMatrixView(resampled.data(), after.height, after.width)
                                       .cast<double>()
                                       .cwiseProduct(grown)
                                       .sum();
        EXPECT_NEAR(new_product, old_product, 1e-5) << to_string(after);
    }
}

TEST(KernelResample, TheSameSizeKeepsEveryBit) {
    const Tensor weight = random_tensor({3, 2, 5, 4}, 3);
    EXPECT_EQ(resample_patch_embed(weight, {5, 4}), weight);
    EXPECT_EQ(adapt_input_channels(weight, 2), weight);
}

TEST(KernelResample, EachFilterAndChannelIsResampledByItself) {
    const Tensor weight = random_tensor({2, 3, 8, 8}, 4);
    const Tensor all = resample_patch_embed(weight, {4, 6});
    for (std::int64_t plane = 0; plane < 6; ++plane) {
        const Tensor one({1, 1, 8, 8}, weight.values().subspan(static_cast<std::size_t>(plane) * 64, 64));
        const Tensor alone = resample_patch_embed(one, {4, 6});
        EXPECT_EQ(bits_of(alone.values()),
                  bits_of(all.values().subspan(static_cast<std::size_t>(plane) * 24, 24)));
    }
}

TEST(KernelResample, ChannelsAreAdaptedByTimmsRule) {
    const auto& golden = file_goldens()["adapted"];
    const Tensor weight({2, 3, 2, 2}, floats_of(golden["weight"].get<std::vector<std::uint32_t>>()));
    for (const auto& [channels, bits] : golden["expected"].items()) {
        const Tensor adapted = adapt_input_channels(weight, std::stoi(channels));
        EXPECT_EQ(adapted.shape(), (Shape{2, std::stoi(channels), 2, 2}));
        const std::vector<float> expected = floats_of(bits.get<std::vector<std::uint32_t>>());
        ASSERT_EQ(adapted.values().size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_FLOAT_EQ(adapted.values()[i], expected[i]) << channels << " channels, number " << i;
        }
    }
}

TEST(KernelResample, AGreyPictureGivesWithOneChannelWhatItGaveAsRgb) {
    const Tensor weight({1, 3, 1, 2}, {1, 2, 4, 8, 16, 32});
    EXPECT_EQ(adapt_input_channels(weight, 1), Tensor({1, 1, 1, 2}, {21, 42}));
}

TEST(KernelResample, FewerDimensionsAreTheFirstOnes) {
    const ConvParameters four{random_tensor({4, 1, 2, 1}, 5), Tensor({4}, {1, 2, 3, 4})};
    const ConvParameters two = keep_first_dimensions(four, 2);
    EXPECT_EQ(two.weight, Tensor({2, 1, 2, 1}, four.weight.values().first(4)));
    EXPECT_EQ(two.bias, Tensor({2}, {1, 2}));
    EXPECT_EQ(keep_first_dimensions(four, 4), four);
    EXPECT_TRUE(keep_first_dimensions({four.weight, {}}, 3).bias.empty());
}

TEST(KernelResample, LargeKernelsAreResampledInNoTimeAndStopWhenAsked) {
    // 2000 to 1999 took 14 s by a dense pseudo-inverse.
    const Tensor weight = random_tensor({1, 1, 1000, 1000}, 6);
    const auto begin = std::clock();
    const Tensor resampled = resample_patch_embed(weight, {999, 999});
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 10.0);
    // Least squares: the old kernel's products with patches are kept as far as resized patches can tell, so
    // the difference is orthogonal to every row of the interpolation.
    const Eigen::MatrixXd across = interpolation_matrix(1000, 999);
    const Eigen::MatrixXd old = ConstMatrixView(weight.data(), 1000, 1000).cast<double>();
    const Eigen::MatrixXd now = ConstMatrixView(resampled.data(), 999, 999).cast<double>();
    const Eigen::MatrixXd left = across * old * across.transpose();
    const Eigen::MatrixXd right = across * across.transpose() * now * across * across.transpose();
    EXPECT_LT((left - right).cwiseAbs().maxCoeff(), 1e-4);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(error_of([&] { resample_patch_embed(weight, {999, 999}, stop.get_token()); }), "cancelled");
}

TEST(KernelResample, ImpossibleSizesGiveASentence) {
    const ConvParameters four{random_tensor({4, 1, 2, 1}, 5), {}};
    EXPECT_EQ(error_of([&] { keep_first_dimensions(four, 5); }), "value_out_of_range");
    EXPECT_EQ(error_of([&] { keep_first_dimensions(four, 0); }), "value_out_of_range");
    EXPECT_EQ(error_of([&] { adapt_input_channels(four.weight, 0); }), "value_out_of_range");
    EXPECT_EQ(error_of([&] { resample_patch_embed(four.weight, {0, 4}); }), "value_out_of_range");
    EXPECT_EQ(error_of([&] { resample_patch_embed(four.weight, {4, 16385}); }), "value_out_of_range");
}

}  // namespace
}  // namespace patchlens
