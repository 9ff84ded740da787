#include "core/init.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/weights/hand_made_weights.h"
#include "tests/core/crc32.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

ConvShape square(int in_chans, int embed_dim, int patch, bool bias = true) {
    return {.embed_dim = embed_dim, .in_chans = in_chans, .patch_size = to_pair(patch), .bias = bias};
}

double mean_square(std::span<const float> numbers) {
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
    EXPECT_GT(most - least, 0.144F);  // 98,304 samples reach both ends
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

TEST(TruncatedNormalInits, FollowPyTorch1_13ToTheLastDigits) {
    for (const auto& golden : module_goldens().json.at("truncated_normals")) {
        const Init init = golden.at("init") == "lecun" ? Init::lecun : Init::trunc_normal;
        const ConvShape shape =
            square(golden.at("in_chans"), golden.at("embed_dim"), golden.at("patch_size"));
        const ConvParameters parameters = initialise(init, shape, golden.at("seed"));
        const auto expected = module_goldens().numbers(golden);
        const std::vector<float> drawn = every(golden.at("step"), parameters.weight.values());
        ASSERT_EQ(drawn.size(), expected.size()) << golden;
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            EXPECT_NEAR(drawn[i], expected[i], 3e-7 * std::abs(expected[i])) << golden << " number " << i;
        }
        EXPECT_EQ(parameters.bias, Tensor::zeros({shape.embed_dim})) << golden;
    }
}

TEST(TruncatedNormalInits, HaveTheVarianceOneOverTheFan) {
    for (const Init init : {Init::trunc_normal, Init::lecun}) {
        const ConvParameters parameters = initialise(init, square(3, 512, 8), 3);
        EXPECT_NEAR(mean_square(parameters.weight.values()) * 192.0, 1.0, 0.02);
    }
}

TEST(TruncatedNormalInits, LecunIsCutAtTwoSigmasAndTruncNormalAtTwo) {
    const ConvParameters lecun = initialise(Init::lecun, square(3, 512, 8), 3);
    const double cut = 2.0 / std::sqrt(192.0) / 0.87962566103423978;
    const auto [least, most] = std::ranges::minmax(lecun.weight.values());
    EXPECT_LE(most, cut * (1.0 + 1e-6));
    EXPECT_GE(least, -cut * (1.0 + 1e-6));
    EXPECT_GT(most, 0.99 * cut);

    // An absolute 2 is 27 sigmas where sigma is 1/sqrt(192): among 98,304 numbers some lie beyond four.
    const ConvParameters narrow = initialise(Init::trunc_normal, square(3, 512, 8), 3);
    EXPECT_GT(std::ranges::max(narrow.weight.values()), 4.0 / std::sqrt(192.0));
    // With one input sigma is 1, so the cut is at two sigmas.
    const ConvParameters wide = initialise(Init::trunc_normal, square(1, 4096, 1), 3);
    EXPECT_LE(std::ranges::max(wide.weight.values()), 2.0F);
    EXPECT_GT(std::ranges::max(wide.weight.values()), 1.9F);
}

TEST(Initialise, RefusesShapesBelowOne) {
    expect_error(ErrorCode::value_out_of_range, "embed_dim, 1, 2147483647, 0",
                 [] { initialise(Init::torch, square(3, 0, 8), 0); });
    expect_error(ErrorCode::value_out_of_range, "in_chans, 1, 2147483647, -1",
                 [] { initialise(Init::torch, square(-1, 8, 8), 0); });
    expect_error(ErrorCode::value_out_of_range, "patch_size, 1, 2147483647, 0",
                 [] { initialise(Init::torch, square(3, 8, 0), 0); });
}

TEST(Initialise, AWeightThatFitsIntoNoMachineIsASentence) {
    expect_error(ErrorCode::out_of_memory, "out_of_memory: weights, 256.0 TiB, ",
                 [] { initialise(Init::torch, square(4, 65536, 16384), 0); });
    expect_error(ErrorCode::out_of_memory, "16.0 EiB", [] {
        constexpr int most = std::numeric_limits<int>::max();
        initialise(Init::torch, square(most, most, most), 0);
    });
}

TEST(Initialise, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    for (const Init init : {Init::torch, Init::xavier, Init::trunc_normal, Init::lecun})
        expect_error(ErrorCode::cancelled, "cancelled",
                     [&] { initialise(init, square(3, 8, 8), 0, stop.get_token()); });
}

TEST(Initialise, MakesByHandWhateverTheSeed) {
    const ConvShape shape{20, 3, {4, 4}, true};
    for (const Init init : {Init::dct, Init::edges, Init::identity, Init::mean_colour}) {
        EXPECT_TRUE(is_hand_made(init) && !is_drawn(init));
        EXPECT_EQ(initialise(init, shape, 3), hand_made_weights(init, shape));
    }
}

TEST(Initialise, RefusesWhatIsLearned) {
    for (const Init init : {Init::trained, Init::pca}) {
        EXPECT_FALSE(is_drawn(init) || is_hand_made(init));
        EXPECT_THROW(initialise(init, {8, 3, {4, 4}, true}, 0), Error);
    }
}

/// All numbers of one golden case, generated by consecutive calls on one generator.
std::vector<float> draw_normals(const nlohmann::json& golden) {
    TorchGenerator generator(golden.at("seed").get<std::uint64_t>());
    std::vector<float> drawn;
    for (const std::size_t size : golden.at("sizes").get<std::vector<std::size_t>>()) {
        std::vector<float> numbers(size);
        generator.normal(numbers, golden.at("mean"), golden.at("std"));
        drawn.insert(drawn.end(), numbers.begin(), numbers.end());
    }
    return drawn;
}

TEST(TorchGenerator, NormalIsBitForBitPyTorchsPortablePath) {
    for (const auto& golden : module_goldens().json.at("normals")) {
        const std::vector<float> drawn = draw_normals(golden);
        EXPECT_TRUE(std::ranges::equal(drawn, module_goldens().numbers(golden.at("default")))) << golden;
    }
}

TEST(TorchGenerator, NormalIsCloseToPyTorchsVectorPath) {
    for (const auto& golden : module_goldens().json.at("normals")) {
        const std::vector<float> drawn = draw_normals(golden);
        EXPECT_LT(largest_difference(drawn, module_goldens().numbers(golden.at("avx2"))),
                  2e-6 * golden.at("std").get<double>())
            << golden;
    }
}

TEST(TorchGenerator, UniformDrawsMultiplesOf2ToTheMinus24BelowOne) {
    TorchGenerator generator(0);
    std::vector<float> numbers(100'000);
    generator.uniform(numbers, 0.0, 1.0);
    EXPECT_GE(std::ranges::min(numbers), 0.0F);
    EXPECT_LT(std::ranges::max(numbers), 1.0F);
    EXPECT_TRUE(std::ranges::all_of(
        numbers, [](float number) { return number * 0x1p24F == std::floor(number * 0x1p24F); }));
}

}  // namespace
}  // namespace patchlens
