#include "core/output_blocks.h"

#include <stop_token>
#include <vector>

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/support/thread_pool.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

PatchEmbed small_module(bool bias) {
    return PatchEmbed(
        initialise(Init::torch, {.embed_dim = 37, .in_chans = 3, .patch_size = {3, 5}, .bias = bias}, 0));
}

TEST(OutputBlocks, AreForwardsBitsInOrderForAnySizeOfBlock) {
    const Tensor pixels = golden_pixels(3, 50, 61);
    for (const bool bias : {true, false}) {
        const PatchEmbed module = small_module(bias);
        for (const Layout layout : {Layout::nchw, Layout::nlc, Layout::nhwc}) {
            const Tensor whole = module.forward(pixels, layout);
            for (const std::int64_t bytes : {1, 5000, 20000, 1 << 20}) {
                std::vector<float> numbers;
                for_each_output_block(
                    module, pixels, layout,
                    [&](std::span<const float> block) {
                        numbers.insert(numbers.end(), block.begin(), block.end());
                    },
                    {}, bytes);
                ASSERT_EQ(Tensor(whole.shape(), numbers), whole) << "blocks of " << bytes << " bytes";
            }
        }
    }
}

TEST(OutputBlocks, AreSmallWhereTheOutputIsLarge) {
    const Tensor pixels = golden_pixels(3, 300, 300);
    std::size_t largest = 0;
    std::size_t blocks = 0;
    for_each_output_block(
        small_module(true), pixels, Layout::nchw,
        [&](std::span<const float> block) {
            largest = std::max(largest, block.size());
            ++blocks;
        },
        {}, 100000);
    EXPECT_LE(largest * sizeof(float), 100000U);
    EXPECT_EQ(blocks, 10U);  // 6000 patches: 4 maps of 24,000 bytes fit, and 37 = 9 * 4 + 1
}

TEST(OutputBlocks, StopBetweenBlocks) {
    const Tensor pixels = golden_pixels(3, 50, 61);
    std::stop_source stop;
    int blocks = 0;
    expect_error(ErrorCode::cancelled, "cancelled", [&] {
        for_each_output_block(
            small_module(true), pixels, Layout::nlc,
            [&](std::span<const float>) {
                ++blocks;
                stop.request_stop();
            },
            {nullptr, stop.get_token()}, 1);
    });
    EXPECT_EQ(blocks, 1);
}

}  // namespace
}  // namespace patchlens
