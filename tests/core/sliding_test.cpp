// Other strides and padding: PyTorch's Conv2d, unfold and fold over many settings, on every instruction set.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/analysis/path_difference.h"
#include "core/explain.h"
#include "core/init.h"
#include "core/output_blocks.h"
#include "core/support/thread_pool.h"
#include "core/unfold.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

Size size_in(const nlohmann::json& golden, const char* key) {
    return {golden.at(key).at(0).get<int>(), golden.at(key).at(1).get<int>()};
}

/// One case: the module's sizes, and the picture.
struct Setting {
    explicit Setting(const nlohmann::json& golden)
        : shape{.embed_dim = golden.at("embed_dim"),
                .in_chans = golden.at("in_chans"),
                .patch_size = size_in(golden, "patch_size"),
                .bias = golden.at("bias")},
          sliding{size_in(golden, "stride"), size_in(golden, "padding")},
          image(size_in(golden, "image")),
          pixels(golden_pixels(shape.in_chans, image.height, image.width)),
          parameters(initialise(Init::torch, shape, golden.at("seed"))) {}

    PatchGrid grid() const { return {image, shape.patch_size, sliding}; }

    ConvShape shape;
    Sliding sliding;
    Size image;
    Tensor pixels;
    ConvParameters parameters;
};

double difference_from(const nlohmann::json& golden, const char* key, std::span<const float> numbers) {
    const nlohmann::json& kept = golden.at(key);
    return largest_difference(every(kept.at("step"), numbers), sliding_goldens().numbers(kept));
}

class SlidingOn : public ::testing::TestWithParam<SimdTarget> {};

TEST_P(SlidingOn, TheOutputIsWithin1e5OfPyTorchsConv2d) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        const Shape expected = golden.at("shape").get<Shape>();
        const Projection projection(setting.parameters.weight, setting.parameters.bias, setting.sliding,
                                    GetParam());
        const PatchGrid grid = projection.grid(setting.pixels);
        EXPECT_EQ(grid.grid(), (Size{static_cast<int>(expected[2]), static_cast<int>(expected[3])}))
            << golden;
        Tensor output(expected);
        projection.run(setting.pixels, {0, grid.grid().height}, OutputOrder::channel_major, output.values());
        EXPECT_LT(difference_from(golden, "output", output.values()), 1e-5) << golden;
    }
}

TEST_P(SlidingOn, RowsPatchesDimensionsAndThreadsGiveTheSameBits) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        const Projection projection(setting.parameters.weight, setting.parameters.bias, setting.sliding,
                                    GetParam());
        const PatchGrid grid = projection.grid(setting.pixels);
        const std::int64_t tokens = grid.num_patches();
        const std::int64_t dims = projection.embed_dim();
        Tensor whole({tokens, dims});
        projection.run(setting.pixels, {0, grid.grid().height}, OutputOrder::token_major, whole.values());
        ThreadPool pool(3);
        Tensor shared({dims, tokens});
        projection.run(setting.pixels, {0, grid.grid().height}, OutputOrder::channel_major, shared.values(),
                       {&pool});
        EXPECT_EQ(shared.matrix(dims).transpose(), whole.matrix(tokens)) << golden;
        const std::int64_t row_numbers = grid.grid().width * dims;
        for (int row = 0; row < grid.grid().height; row += 3) {
            std::vector<float> some(static_cast<std::size_t>(row_numbers));
            projection.run(setting.pixels, {row, row + 1}, OutputOrder::token_major, some);
            EXPECT_TRUE(std::ranges::equal(
                some, whole.values().subspan(static_cast<std::size_t>(row * row_numbers), some.size())))
                << golden << row;
        }
        for (std::int64_t token = 0; token < tokens; token += 7) {
            std::vector<float> vector(static_cast<std::size_t>(dims));
            projection.run_patch(setting.pixels, grid.position(token), vector);
            EXPECT_TRUE(std::ranges::equal(
                vector, whole.values().subspan(static_cast<std::size_t>(token * dims), vector.size())))
                << golden << token;
        }
        std::vector<float> map(static_cast<std::size_t>(tokens));
        projection.run_dimension(setting.pixels, dims - 1, map);
        EXPECT_EQ(ConstVectorView(map.data(), tokens), whole.matrix(tokens).col(dims - 1)) << golden;
    }
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, SlidingOn, ::testing::ValuesIn(supported_simd_targets()),
                         [](const auto& target) { return std::string(target.param.name()); });

TEST(Sliding, RowsAreThoseOfPyTorchsUnfold) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        const Tensor rows = unfold(setting.pixels, setting.shape.patch_size, setting.sliding);
        EXPECT_EQ(difference_from(golden, "rows", rows.values()), 0.0) << golden;
        const PatchGrid grid = setting.grid();
        for (std::int64_t token = 0; token < grid.num_patches(); token += 5) {
            const std::vector<float> row =
                unfold_patch(setting.pixels, setting.shape.patch_size, setting.sliding, grid.position(token));
            EXPECT_TRUE(std::ranges::equal(
                row, rows.values().subspan(static_cast<std::size_t>(token) * row.size(), row.size())))
                << golden << token;
        }
    }
}

TEST(Sliding, FoldIsTheMeanOfWhatOverlapsAndZeroWhereNothingReaches) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        Tensor rows = unfold(setting.pixels, setting.shape.patch_size, setting.sliding);
        for (std::int64_t i = 0; i < rows.size(); ++i)
            rows.data()[i] += static_cast<float>(i / rows.dimension(1));
        // PyTorch's folded sums over its folded counts; up to 1,500 is added to each number.
        EXPECT_LT(difference_from(golden, "folded", fold(rows, setting.grid()).values()), 1e-3) << golden;
    }
}

TEST(Sliding, GridCountsThePixelsThatNoPatchReaches) {
    int counted = 0;
    for (const nlohmann::json& golden : sliding_goldens().json) {
        if (golden.at("uncovered").is_null())
            continue;  // no pixel is reached: rows and columns are undefined
        ++counted;
        EXPECT_EQ(Setting(golden).grid().uncovered(), size_in(golden, "uncovered")) << golden;
    }
    EXPECT_GT(counted, 40);
}

TEST(Sliding, PatchesAtAPixelAreThoseWhoseRectanglesHoldIt) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const PatchGrid grid = Setting(golden).grid();
        const Size image = grid.image();
        for (int y = -grid.padding().height - 1; y <= image.height + grid.padding().height; ++y) {
            const int x = (y * 7 + 3) % (image.width + grid.padding().width);
            const auto holds = [&](PatchPosition position) {
                const Rectangle place = grid.rectangle(position);
                return y >= place.top && y < place.top + place.height && x >= place.left &&
                       x < place.left + place.width;
            };
            const Rectangle patches = grid.patches_at({y, x});
            std::int64_t held = 0;
            for (std::int64_t token = 0; token < grid.num_patches(); ++token)
                held += holds(grid.position(token)) ? 1 : 0;
            EXPECT_EQ(patches.area(), held) << golden << y << ' ' << x;
            if (held == 0) continue;
            EXPECT_TRUE(holds({patches.top, patches.left})) << golden << y << ' ' << x;
            EXPECT_TRUE(holds({patches.top + patches.height - 1, patches.left + patches.width - 1}))
                << golden << y << ' ' << x;
            const bool in_image = y >= 0 && y < image.height && x >= 0 && x < image.width;
            const std::optional<PatchPosition> nearest = grid.patch_at({y, x});
            EXPECT_EQ(nearest.has_value(), in_image) << golden << y << " " << x;
            EXPECT_TRUE(!nearest || holds(*nearest)) << golden << y << " " << x;
        }
    }
}

TEST(Sliding, ExplanationsConvolutionAndLinearAgree) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        const PatchEmbed module(setting.parameters, setting.sliding);
        const Tensor tokens = module.forward(setting.pixels, Layout::nlc);
        const PatchGrid grid = module.grid(setting.pixels);
        EXPECT_LT(path_difference(tokens.matrix(grid.num_patches()), setting.pixels, setting.parameters,
                                  setting.sliding)
                      .largest,
                  1e-5)
            << golden;
        const PatchPosition last{grid.grid().height - 1, grid.grid().width - 1};
        const int dim = setting.shape.embed_dim - 1;
        const Explanation number = explain(module, setting.pixels, last, dim);
        EXPECT_EQ(number.value, tokens[tokens.size() - 1]) << golden;
        double sum = static_cast<double>(number.bias);
        for (const double channel : number.channel_sums)
            sum += channel;
        EXPECT_NEAR(sum, static_cast<double>(number.value), 1e-5) << golden;
    }
}

TEST(Sliding, OutputBlocksHaveTheBitsOfForward) {
    for (const nlohmann::json& golden : sliding_goldens().json) {
        const Setting setting(golden);
        const PatchEmbed module(setting.parameters, setting.sliding);
        for (const Layout layout : {Layout::nchw, Layout::nlc}) {
            std::vector<float> numbers;
            for_each_output_block(
                module, setting.pixels, layout,
                [&](std::span<const float> block) {
                    numbers.insert(numbers.end(), block.begin(), block.end());
                },
                {}, 4096);
            EXPECT_TRUE(std::ranges::equal(numbers, module.forward(setting.pixels, layout).values()))
                << golden;
        }
    }
}

TEST(Sliding, PaddingIsZeroAfterNormalisation) {
    // A white picture: with weights of one and no bias, each number is how many pixels lie in the picture.
    const PatchEmbed module({Tensor({1, 1, 3, 3}, {1, 1, 1, 1, 1, 1, 1, 1, 1}), Tensor()},
                            {to_pair(3), to_pair(1)});
    Tensor white({1, 4, 4});
    std::ranges::fill(white.values(), 1.0F);
    EXPECT_EQ(module.forward(white, Layout::nlc), Tensor({1, 4, 1}, {4, 4, 4, 4}));
}

}  // namespace
}  // namespace patchlens
