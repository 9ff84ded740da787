#include "core/costs.h"

#include <limits>

#include <gtest/gtest.h>

namespace patchlens {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

TEST(Costs, OfTheDefaultModule) {
    const Costs cost = costs(PatchGrid({256, 256}, {8, 8}), ConvShape{});
    EXPECT_EQ(cost.tokens, 1024);
    EXPECT_EQ(cost.parameters, 98'816);
    EXPECT_EQ(cost.macs, 100'663'296);
    EXPECT_EQ(cost.output_bytes, 2 << 20);
    EXPECT_EQ(cost.attention_pairs, 1024 * 1024);
}

TEST(Costs, OfVitB16) {
    const ConvShape shape{.embed_dim = 768, .in_chans = 3, .patch_size = {16, 16}};
    const Costs cost = costs(PatchGrid({224, 224}, {16, 16}), shape);
    EXPECT_EQ(cost, (Costs{.tokens = 196,
                           .parameters = 590'592,
                           .macs = 115'605'504,
                           .output_bytes = 602'112,
                           .attention_pairs = 38'416}));
}

TEST(Costs, TheBiasIsOneNumberADimension) {
    const PatchGrid grid({256, 256}, {8, 8});
    EXPECT_EQ(costs(grid, {.bias = false}).parameters, 98'304);
    EXPECT_EQ(costs(grid, {.bias = false}).macs, 100'663'296);
}

TEST(Costs, HalvingThePatchMakesFourTimesTheTokensAndTheSameMultiplyAdds) {
    const Costs eight = costs(PatchGrid({256, 256}, {8, 8}), {});
    const Costs four = costs(PatchGrid({256, 256}, {4, 4}), {.patch_size = {4, 4}});
    EXPECT_EQ(four.tokens, 4 * eight.tokens);
    EXPECT_EQ(four.macs, eight.macs);
    EXPECT_EQ(four.output_bytes, 4 * eight.output_bytes);
    EXPECT_EQ(four.attention_pairs, 16 * eight.attention_pairs);
}

TEST(Costs, StopAtTheLargestNumberInsteadOfOverflowing) {
    constexpr int side = std::numeric_limits<int>::max();
    const PatchGrid grid({side, side}, {1, 1});
    const ConvShape shape{.embed_dim = side, .in_chans = side, .patch_size = {side, side}};
    const Costs cost = costs(grid, shape);
    EXPECT_EQ(cost.tokens, std::int64_t{side} * side);
    EXPECT_EQ(cost.parameters, most);
    EXPECT_EQ(cost.macs, most);
    EXPECT_EQ(cost.output_bytes, most);
    EXPECT_EQ(cost.attention_pairs, most);
}

}  // namespace
}  // namespace patchlens
