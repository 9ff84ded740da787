#include "core/init.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "tests/core/crc32.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

ConvShape square(int in_chans, int embed_dim, int patch, bool bias = true) {
    return {.embed_dim = embed_dim, .in_chans = in_chans, .patch_size = to_pair(patch), .bias = bias};
}

[[maybe_unused]] double mean_square(std::span<const float> numbers) {
    return std::transform_reduce(numbers.begin(), numbers.end(), 0.0, std::plus<>(),
                                 [](double number) { return number * number; }) /
           static_cast<double>(numbers.size());
}

TEST(Crc32, IsTheOneOfZlib) {
    const std::string text = "123456789";
    EXPECT_EQ(crc32(std::as_bytes(std::span(text))), 0xcbf43926U);
}

TEST(TorchInit, IsBitForBitWhatConv2dDraws) {
    struct Fact {
        ConvShape shape;
        std::uint64_t seed;
        std::uint32_t weight_crc;
        std::uint32_t bias_crc;
    };
    for (const Fact& fact : {Fact{square(3, 512, 8), 0, 0xe66c6c85, 0xd637ef9c},
                             Fact{square(3, 512, 8), 42, 0x7647ca7b, 0xda873a01},
                             Fact{square(3, 768, 16), 0, 0x7dcf32d6, 0xaff979ed},
                             Fact{square(3, 1024, 14), 0, 0xa0100942, 0x5f4c5c7b},
                             Fact{square(3, 384, 16), 0, 0xa7663a8e, 0x8e158aac},
                             Fact{square(1, 4, 2), 0, 0x9d6b4e22, 0x35743e7a}}) {
        const ConvParameters parameters = initialise(Init::torch, fact.shape, fact.seed);
        EXPECT_EQ(crc32(parameters.weight.values()), fact.weight_crc) << to_string(parameters.weight.shape());
        EXPECT_EQ(crc32(parameters.bias.values()), fact.bias_crc) << to_string(parameters.weight.shape());
    }
}

TEST(TorchInit, WeightAndBiasHaveConv2dsShapes) {
    const ConvParameters parameters =
        initialise(Init::torch, {.embed_dim = 5, .in_chans = 4, .patch_size = {2, 9}, .bias = true}, 0);
    EXPECT_EQ(parameters.weight.shape(), (Shape{5, 4, 2, 9}));
    EXPECT_EQ(parameters.bias.shape(), (Shape{5}));
}

TEST(TorchInit, TheWeightIsTheSameWithoutBias) {
    const ConvParameters with = initialise(Init::torch, square(3, 16, 8, true), 7);
    const ConvParameters without = initialise(Init::torch, square(3, 16, 8, false), 7);
    EXPECT_EQ(with.weight, without.weight);
    EXPECT_TRUE(without.bias.empty());
}

TEST(TorchInit, OnlyTheLow32BitsOfTheSeedCount) {
    const ConvShape shape = square(1, 4, 2);
    EXPECT_EQ(initialise(Init::torch, shape, 0x1'0000'0005), initialise(Init::torch, shape, 5));
    EXPECT_NE(initialise(Init::torch, shape, 6), initialise(Init::torch, shape, 5));
    EXPECT_EQ(initialise(Init::torch, shape, ~std::uint64_t{0}), initialise(Init::torch, shape, 0xffffffff));
}

TEST(TorchInit, TheBoundIsOneOverTheRootOfTheFan) {
    EXPECT_NEAR(torch_bound(192), 0.0722, 0.00005);
    EXPECT_NEAR(torch_bound(192), 1.0 / std::sqrt(192.0), 1e-16);
    const ConvParameters parameters = initialise(Init::torch, square(3, 512, 8), 0);
    const auto [least, most] = std::ranges::minmax(parameters.weight.values());
    EXPECT_GE(least, -static_cast<float>(torch_bound(192)));
    EXPECT_LE(most, static_cast<float>(torch_bound(192)));
    EXPECT_GT(most - least, 0.144F);  // 98,304 draws reach both ends
}

TEST(TorchInit, TheDefaultModuleHas98816Parameters) {
    EXPECT_EQ(ConvShape{}.parameters(), 98'816);
    EXPECT_EQ(ConvShape{}.fan_in(), 192);
    EXPECT_EQ(square(3, 512, 8, false).parameters(), 98'304);
    const ConvParameters parameters = initialise(Init::torch, ConvShape{}, 0);
    EXPECT_EQ(parameters.weight.size() + parameters.bias.size(), 98'816);
}

TEST(XavierInit, IsBitForBitWhatMaeDraws) {
    for (const auto& golden : module_goldens().json.at("xavier")) {
        const ConvShape shape =
            square(golden.at("in_chans"), golden.at("embed_dim"), golden.at("patch_size"));
        const ConvParameters parameters = initialise(Init::xavier, shape, golden.at("seed"));
        const auto expected = module_goldens().numbers(golden);
        EXPECT_TRUE(std::ranges::equal(every(golden.at("step"), parameters.weight.values()), expected))
            << golden;
        EXPECT_EQ(parameters.bias, initialise(Init::torch, shape, golden.at("seed")).bias) << golden;
    }
}

TEST(TruncatedNormalInits, AreWithinFourUnitsInTheLastPlaceOfPyTorch1_13) {
    for (const auto& golden : module_goldens().json.at("truncated_normals")) {
        const Init init = golden.at("init") == "lecun" ? Init::lecun : Init::trunc_normal;
        const ConvShape shape =
            square(golden.at("in_chans"), golden.at("embed_dim"), golden.at("patch_size"));
        const ConvParameters parameters = initialise(init, shape, golden.at("seed"));
        const auto expected = module_goldens().numbers(golden);
        const std::vector<float> drawn = every(golden.at("step"), parameters.weight.values());
        ASSERT_EQ(drawn.size(), expected.size());
        float worst = 0.0F;
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            worst = std::max(worst, std::abs(drawn[i] - expected[i]) / std::abs(expected[i]));
        }
        std::printf("%s worst relative %g\n", golden.at("init").get<std::string>().c_str(),
                    static_cast<double>(worst));
        EXPECT_TRUE(std::ranges::all_of(parameters.bias.values(), [](float bias) { return bias == 0.0F; }));
        EXPECT_EQ(parameters.bias.size(), shape.embed_dim);
    }
}

TEST(TorchGenerator, Normal) {
    for (const auto& golden : module_goldens().json.at("normals")) {
        TorchGenerator generator(golden.at("seed").get<std::uint64_t>());
        std::vector<float> drawn;
        for (const std::size_t size : golden.at("sizes").get<std::vector<std::size_t>>()) {
            std::vector<float> numbers(size);
            generator.normal(numbers, golden.at("mean"), golden.at("std"));
            drawn.insert(drawn.end(), numbers.begin(), numbers.end());
        }
        for (const char* path : {"default", "avx2"}) {
            const auto expected = module_goldens().numbers(golden.at(path));
            int different = 0;
            double ulps = 0;
            for (std::size_t i = 0; i < drawn.size(); ++i) {
                if (drawn[i] != expected[i]) ++different;
                ulps = std::max(ulps,
                                std::abs(static_cast<double>(drawn[i]) - static_cast<double>(expected[i])) /
                                    (std::nextafter(std::abs(expected[i]), 1e9f) - std::abs(expected[i])));
            }
            std::printf("%s %s: %d of %zu differ, largest %g, ulps %g\n",
                        golden.at("name").get<std::string>().c_str(), path, different, drawn.size(),
                        largest_difference(drawn, expected), ulps);
        }
    }
}

}  // namespace
}  // namespace patchlens
