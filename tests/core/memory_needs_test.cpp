#include "core/memory_needs.h"

#include <gtest/gtest.h>

#include "core/patch_source.h"
#include "core/support/memory.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

std::uint64_t bytes_of(const Tensor& tensor) {
    return static_cast<std::uint64_t>(tensor.size()) * sizeof(float);
}

TEST(MemoryNeeds, AreWhatForwardAllocates) {
    PatchEmbedConfig config{{50, 41}, {8, 6}, 3, 20, true, Size{5, 4}, {2, 3}};
    for (const bool padded : {true, false}) {
        if (!padded) config.padding = {0, 0};
        const Tensor pixels = golden_pixels(3, 50, 41);
        const PatchEmbed module(initialise(Init::torch, config.conv_shape(), 0), config.sliding());
        const PatchGrid grid = module.grid(pixels);
        const MemoryNeeds needs = memory_needs(grid, config.conv_shape());
        EXPECT_EQ(needs.pixels, bytes_of(pixels));
        EXPECT_EQ(needs.tokens, bytes_of(module.forward(pixels)));
        EXPECT_EQ(needs.map, bytes_of(module.embed_dimension(pixels, 7)));
        const PackedWeights packed(module.weight(), module.bias());
        const std::int64_t panels = panel_count(packed.filters());
        EXPECT_EQ(needs.weights, bytes_of(module.weight()) + bytes_of(module.bias()) +
                                     static_cast<std::uint64_t>(panels * panel_width) *
                                         static_cast<std::uint64_t>(packed.depth() + 1) * sizeof(float));
        const PatchSource source(pixels, grid, 0, grid.grid().height);
        EXPECT_EQ(needs.padded,
                  padded ? static_cast<std::uint64_t>(3 * source.channel_stride()) * sizeof(float) : 0U);
        EXPECT_EQ(needs.total(), needs.pixels + needs.padded + needs.weights + needs.tokens + needs.map);
    }
}

TEST(MemoryNeeds, OfTheLargestModuleDoNotOverflow) {
    const PatchGrid grid({16384, 16384}, {1, 1}, {Size{1, 1}, {16384, 16384}});
    const MemoryNeeds needs = memory_needs(grid, {65536, 4, {1, 1}, true});
    EXPECT_EQ(needs.tokens, std::uint64_t{49152} * 49152 * 65536 * 4);
    EXPECT_GT(needs.total(), needs.tokens);
}

TEST(MemoryNeeds, AreRefusedWithTheirSumWhereEachPartAloneWouldFit) {
    const std::uint64_t half = available_memory() / 2;
    const MemoryNeeds needs{.pixels = half, .padded = half, .weights = half, .tokens = half};
    expect_error(ErrorCode::out_of_memory, "whole_module", [&] { require_memory(needs); });
}

}  // namespace
}  // namespace patchlens
