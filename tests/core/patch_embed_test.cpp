#include "core/patch_embed.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/support/thread_pool.h"
#include "core/unfold.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

PatchEmbed torch_module(const ConvShape& shape, std::uint64_t seed = 0) {
    return PatchEmbed(initialise(Init::torch, shape, seed));
}

double mean_of(const Tensor& tensor, double (*of)(double)) {
    double sum = 0.0;
    for (const float value : tensor.values())
        sum += of(value);
    return sum / static_cast<double>(tensor.size());
}

TEST(PatchEmbed, ForwardIsWithin1e5OfPyTorchsConv2d) {
    for (const auto& golden : module_goldens().json.at("outputs")) {
        const auto patch = golden.at("patch_size").get<std::vector<int>>();
        const auto image = golden.at("image").get<std::vector<int>>();
        const int channels = golden.at("in_chans");
        const PatchEmbed module = torch_module({.embed_dim = golden.at("embed_dim"),
                                                .in_chans = channels,
                                                .patch_size = {patch[0], patch[1]},
                                                .bias = golden.at("bias")},
                                               golden.at("seed"));
        const Tensor output = module.forward(golden_pixels(channels, image[0], image[1]));
        EXPECT_EQ(output.shape(), golden.at("shape").get<Shape>()) << golden;
        const double difference =
            largest_difference(every(golden.at("step"), output.values()), module_goldens().numbers(golden));
        EXPECT_LT(difference, 1e-5) << golden;
        EXPECT_NEAR(mean_of(output, [](double x) { return x; }), golden.at("mean"), 1e-6) << golden;
        EXPECT_NEAR(mean_of(output, [](double x) { return x * x; }), golden.at("mean_square"), 1e-6)
            << golden;
    }
}

TEST(PatchEmbed, EveryNumberIsTheDocumentedChainOfFusedMultiplyAdds) {
    const PatchEmbed module = torch_module({.embed_dim = 7, .in_chans = 3, .patch_size = {9, 6}});
    const Tensor pixels = golden_pixels(3, 50, 40);
    const Tensor rows = unfold(pixels, {9, 6});
    const Tensor output = module.forward(pixels, Layout::nlc);
    const std::int64_t inputs = rows.dimension(1);
    for (std::int64_t token = 0; token < rows.dimension(0); ++token) {
        for (std::int64_t d = 0; d < 7; ++d) {
            float sum = module.bias()[d];  // the order of projection.h
            for (std::int64_t i = 0; i < inputs; ++i) {
                sum = std::fma(rows[token * inputs + i], module.weight()[d * inputs + i], sum);
            }
            EXPECT_EQ(output[token * 7 + d], sum) << "token " << token << " dimension " << d;
        }
    }
}

TEST(PatchEmbed, Conv2dEqualsLinearOnTheUnfoldedPatches) {
    const PatchEmbed module = torch_module({});
    const Tensor pixels = golden_pixels(3, 64, 72);
    const Tensor rows = unfold(pixels, {8, 8});
    const Matrix product = (rows.matrix(72) * module.weight().matrix(512).transpose()).rowwise() +
                           ConstVectorView(module.bias().data(), 512).transpose();
    const Tensor output = module.forward(pixels, Layout::nlc);
    EXPECT_LT((output.matrix(72) - product).cwiseAbs().maxCoeff(), 1e-5F);
}

TEST(PatchEmbed, LayoutsHoldTheSameNumbers) {
    const PatchEmbed module = torch_module({.embed_dim = 11, .patch_size = {4, 3}});
    const Tensor pixels = golden_pixels(3, 45, 35);  // 11 x 11 patches: two blocks of tokens
    const Tensor nchw = module.forward(pixels, Layout::nchw);
    const Tensor nlc = module.forward(pixels, Layout::nlc);
    const Tensor nhwc = module.forward(pixels, Layout::nhwc);
    EXPECT_EQ(nchw.shape(), (Shape{1, 11, 11, 11}));
    EXPECT_EQ(nlc.shape(), (Shape{1, 121, 11}));
    EXPECT_EQ(nhwc.shape(), (Shape{1, 11, 11, 11}));
    EXPECT_TRUE(std::ranges::equal(nlc.values(), nhwc.values()));
    EXPECT_EQ(nlc.matrix(121), nchw.matrix(11).transpose());  // flatten(2).transpose(1, 2)
}

TEST(PatchEmbed, ForwardIntoAnEarlierOutputGivesTheSameNumbersInItsMemory) {
    const PatchEmbed module = torch_module({.embed_dim = 16, .patch_size = {8, 8}});
    const Tensor pixels = golden_pixels(3, 64, 64);
    Tensor output = module.forward(golden_pixels(3, 80, 80));
    const float* const memory = output.data();
    for (const Layout layout : {Layout::nchw, Layout::nlc, Layout::nhwc}) {
        module.forward_into(output, pixels, layout);
        EXPECT_EQ(output, module.forward(pixels, layout));
        EXPECT_EQ(output.data(), memory);
    }
}

TEST(PatchEmbed, OnePatchAndOneDimensionAreTheSameBitsAsForward) {
    for (const ConvShape& shape :
         {ConvShape{.embed_dim = 37, .in_chans = 3, .patch_size = {8, 8}, .bias = true},
          ConvShape{.embed_dim = 5, .in_chans = 4, .patch_size = {7, 13}, .bias = false},
          ConvShape{.embed_dim = 3, .in_chans = 1, .patch_size = {1, 1}, .bias = true}}) {
        const PatchEmbed module = torch_module(shape);
        const Tensor pixels = golden_pixels(shape.in_chans, 67, 59);
        const PatchGrid grid({67, 59}, shape.patch_size);
        const Tensor output = module.forward(pixels, Layout::nlc);
        for (std::int64_t token = 0; token < grid.num_patches(); token += 5) {
            const std::vector<float> vector = module.embed_patch(pixels, grid.position(token));
            EXPECT_TRUE(std::ranges::equal(
                vector,
                output.values().subspan(static_cast<std::size_t>(token * shape.embed_dim), vector.size())))
                << "token " << token;
        }
        for (int dimension = 0; dimension < shape.embed_dim; ++dimension) {
            const Tensor map = module.embed_dimension(pixels, dimension);
            EXPECT_EQ(map.shape(), (Shape{grid.grid().height, grid.grid().width}));
            for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
                ASSERT_EQ(map[token], output[token * shape.embed_dim + dimension])
                    << "dimension " << dimension;
            }
        }
    }
}

TEST(PatchEmbed, TheNumberOfThreadsChangesNoBit) {
    const PatchEmbed module = torch_module({.embed_dim = 16});
    const Tensor pixels = golden_pixels(3, 250, 131);
    for (const Layout layout : {Layout::nchw, Layout::nlc}) {
        const Tensor alone = module.forward(pixels, layout);
        for (const int threads : {1, 2, 3, 8, 40}) {
            ThreadPool pool(threads);
            EXPECT_EQ(module.forward(pixels, layout, {&pool}), alone);
        }
    }
    ThreadPool pool(4);
    EXPECT_EQ(module.embed_dimension(pixels, 3, {&pool}), module.embed_dimension(pixels, 3));
}

TEST(PatchEmbed, AnAllZeroPatchGivesExactlyTheBias) {
    const PatchEmbed module = torch_module({});
    const std::vector<float> vector = module.embed_patch(Tensor::zeros({3, 8, 8}), {0, 0});
    EXPECT_TRUE(std::ranges::equal(vector, module.bias().values()));
}

TEST(PatchEmbed, IdenticalPatchesGiveIdenticalVectors) {
    const PatchEmbed module = torch_module({.embed_dim = 16});
    const Tensor tile = golden_pixels(3, 8, 8);
    Tensor rows({100, 192});
    for (std::int64_t token = 0; token < 100; ++token) {
        std::ranges::copy(tile.values(), rows.values().begin() + token * 192);
    }
    const Tensor output = module.forward(fold(rows, PatchGrid({80, 80}, {8, 8})));
    for (std::int64_t dimension = 0; dimension < 16; ++dimension) {
        const auto map = output.values().subspan(static_cast<std::size_t>(dimension) * 100, 100);
        EXPECT_TRUE(std::ranges::all_of(map, [&](float value) { return value == map.front(); }));
    }
}

TEST(PatchEmbed, ANanPixelStaysInItsPatch) {
    const PatchEmbed module = torch_module({.embed_dim = 9});
    const Tensor clean = golden_pixels(3, 80, 72);
    Tensor dirty = clean;
    dirty[1 * 80 * 72 + 17 * 72 + 31] = std::numeric_limits<float>::quiet_NaN();  // green, row 17, column 31
    const Tensor expected = module.forward(clean, Layout::nlc);
    const Tensor output = module.forward(dirty, Layout::nlc);
    const std::int64_t hit = PatchGrid({80, 72}, {8, 8}).token({2, 3});
    for (std::int64_t token = 0; token < 90; ++token) {
        for (std::int64_t d = 0; d < 9; ++d) {
            const std::int64_t index = token * 9 + d;
            if (token == hit) {
                EXPECT_TRUE(std::isnan(output[index])) << "dimension " << d;
            } else {
                EXPECT_EQ(output[index], expected[index]) << "token " << token;
            }
        }
    }
}

TEST(PatchEmbed, PixelsOfTheDroppedRemainderChangeNothing) {
    const PatchEmbed module = torch_module({.embed_dim = 5});
    Tensor pixels = golden_pixels(3, 20, 17);
    const Tensor before = module.forward(pixels);
    EXPECT_EQ(before.shape(), (Shape{1, 5, 2, 2}));
    for (std::int64_t channel = 0; channel < 3; ++channel) {
        for (std::int64_t y = 0; y < 20; ++y) {
            for (std::int64_t x = 0; x < 17; ++x) {
                if (y >= 16 || x >= 16) pixels[(channel * 20 + y) * 17 + x] = std::nanf("");
            }
        }
    }
    EXPECT_EQ(module.forward(pixels), before);
}

TEST(PatchEmbed, ForwardDoesNotLookAtImgSize) {
    const PatchEmbedConfig config;
    EXPECT_EQ(config.num_patches(), 1024);
    const PatchEmbed module = torch_module(config.conv_shape());
    EXPECT_EQ(module.forward(golden_pixels(3, 40, 24)).shape(), (Shape{1, 512, 5, 3}));
}

TEST(PatchEmbed, KnowsItsShape) {
    const ConvShape shape{.embed_dim = 5, .in_chans = 4, .patch_size = {2, 9}, .bias = false};
    EXPECT_EQ(torch_module(shape).shape(), shape);
    EXPECT_EQ(torch_module({}).shape(), ConvShape{});
}

TEST(PatchEmbed, APictureThatDoesNotFitIsASentence) {
    const PatchEmbed module = torch_module({.embed_dim = 4});
    expect_error(ErrorCode::channels_differ, "channels_differ: 3, 4",
                 [&] { module.forward(golden_pixels(4, 8, 8)); });
    expect_error(ErrorCode::patch_larger_than_image, "patch_larger_than_image: 8x8, 7x8",
                 [&] { module.forward(golden_pixels(3, 7, 8)); });
    expect_error(ErrorCode::shape_mismatch, "shape_mismatch: pixels, [8, 8], [C, H, W]", [&] {
        module.forward(Tensor::zeros({8, 8}));
    });
    expect_error(ErrorCode::patch_outside_grid, "(2, 0)", [&] {
        module.embed_patch(golden_pixels(3, 16, 16), {2, 0});
    });
    expect_error(ErrorCode::dimension_outside_vector, "dimension_outside_vector: 4, 4, 3",
                 [&] { module.embed_dimension(golden_pixels(3, 16, 16), 4); });
    expect_error(ErrorCode::dimension_outside_vector, "dimension_outside_vector: -1, 4, 3",
                 [&] { module.embed_dimension(golden_pixels(3, 16, 16), -1); });
}

TEST(PatchEmbed, AWeightOfAnotherFormIsASentence) {
    expect_error(ErrorCode::shape_mismatch, "shape_mismatch: weight, [4, 192], [D, C, ph, pw]", [] {
        PatchEmbed({Tensor::zeros({4, 192}), {}});
    });
    expect_error(ErrorCode::shape_mismatch, "weight, [4, 0, 8, 8]", [] {
        PatchEmbed({Tensor::zeros({4, 0, 8, 8}), {}});
    });
    expect_error(ErrorCode::shape_mismatch, "bias, [5], [4]", [] {
        PatchEmbed({Tensor::zeros({4, 3, 8, 8}), Tensor::zeros({5})});
    });
}

TEST(PatchEmbed, AnOutputLargerThanTheMemoryIsASentenceBeforeItIsTaken) {
    // 8192 x 8192 patches of one pixel, 65536 dimensions: 16 TiB.
    const PatchEmbed module = torch_module({.embed_dim = 65536, .in_chans = 1, .patch_size = {1, 1}});
    const Tensor pixels = Tensor::zeros({1, 8192, 8192});
    expect_error(ErrorCode::out_of_memory, "out_of_memory: output, 16.0 TiB, ",
                 [&] { module.forward(pixels); });
}

TEST(PatchEmbed, StopEndsForwardAsCancelled) {
    const PatchEmbed module = torch_module({});
    std::stop_source before;
    before.request_stop();
    expect_error(ErrorCode::cancelled, "cancelled", [&] {
        module.forward(golden_pixels(3, 16, 16), Layout::nchw, {nullptr, before.get_token()});
    });

    ThreadPool pool(2);
    // Some thousand million multiply-adds, stopped halfway.
    const Tensor large = Tensor::zeros({3, 2048, 2048});
    std::stop_source during;
    const std::jthread stopper([&, begin = std::clock()] {
        while (std::clock() - begin < CLOCKS_PER_SEC / 100)  // of the processor: it has begun
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        during.request_stop();
    });
    expect_error(ErrorCode::cancelled, "cancelled", [&] {
        module.forward(large, Layout::nlc, {&pool, during.get_token()});
    });
}

TEST(OutputShape, FollowsTheLayout) {
    const PatchGrid grid({256, 128}, {8, 8});
    EXPECT_EQ(output_shape(grid, 512, Layout::nchw), (Shape{1, 512, 32, 16}));
    EXPECT_EQ(output_shape(grid, 512, Layout::nlc), (Shape{1, 512, 512}));
    EXPECT_EQ(output_shape(grid, 512, Layout::nhwc), (Shape{1, 32, 16, 512}));
}

TEST(Validate, NamesTheArgumentThatCannotBe) {
    const auto refused = [](ErrorCode code, const std::string& words, const PatchEmbedConfig& config) {
        expect_error(code, words, [&] { validate(config); });
    };
    validate({});
    validate({.img_size = {16384, 16384}, .patch_size = {16384, 1}, .in_chans = 4, .embed_dim = 65536});
    validate({.img_size = {1, 1}, .patch_size = {1, 1}, .in_chans = 1, .embed_dim = 1, .bias = false});
    refused(ErrorCode::value_out_of_range, "img_size, 1, 16384, 0", {.img_size = {256, 0}});
    refused(ErrorCode::value_out_of_range, "img_size, 1, 16384, 16385", {.img_size = {16385, 256}});
    refused(ErrorCode::value_out_of_range, "patch_size, 1, 16384, -8", {.patch_size = {-8, 8}});
    refused(ErrorCode::patch_larger_than_image, "patch_larger_than_image: 257x8, 256x256",
            {.patch_size = {257, 8}});
    validate({.patch_size = {300, 8}, .stride = Size{4, 16384}, .padding = {22, 0}});
    refused(ErrorCode::value_out_of_range, "stride, 1, 16384, 0", {.stride = Size{8, 0}});
    refused(ErrorCode::value_out_of_range, "padding, 0, 16384, 16385", {.padding = {16385, 0}});
    refused(ErrorCode::patch_larger_than_padded, "patch_larger_than_padded: 300x8, 256x256, 21x0, 298x256",
            {.patch_size = {300, 8}, .padding = {21, 0}});
    refused(ErrorCode::choice_expected, "choice_expected: in_chans, 1, 3, 4, 2", {.in_chans = 2});
    refused(ErrorCode::value_out_of_range, "embed_dim, 1, 65536, 0", {.embed_dim = 0});
    refused(ErrorCode::value_out_of_range, "embed_dim, 1, 65536, 65537", {.embed_dim = 65537});
}

TEST(PatchEmbedConfig, CountsItsPatches) {
    EXPECT_EQ(PatchEmbedConfig{}.num_patches(), 1024);
    EXPECT_EQ((PatchEmbedConfig{.img_size = {250, 250}}.num_patches()), 31 * 31);
    EXPECT_EQ((PatchEmbedConfig{.img_size = {20, 17}}.num_patches()), 4);
    EXPECT_EQ((PatchEmbedConfig{.stride = to_pair(4)}.num_patches()), 63 * 63);
    const PatchEmbedConfig segformer{
        .img_size = {224, 224}, .patch_size = {7, 7}, .stride = to_pair(4), .padding = {3, 3}};
    EXPECT_EQ(segformer.num_patches(), 56 * 56);
    EXPECT_EQ((PatchEmbedConfig{.img_size = {224, 320}, .patch_size = {16, 32}}.num_patches()), 140);
    expect_error(ErrorCode::value_out_of_range, "patch_size", [] {
        (void)PatchEmbedConfig{.patch_size = {0, 8}}.num_patches();
    });
}

TEST(PatchEmbed, IsPackedAndAskedOnlyUntilAStop) {
    std::stop_source stop;
    stop.request_stop();
    const ConvParameters parameters = initialise(Init::torch, {16, 3, {8, 8}, true}, 0);
    expect_error(ErrorCode::cancelled, "cancelled", [&] { PatchEmbed(parameters, {}, stop.get_token()); });
    const PatchEmbed module(parameters);
    const Tensor pixels = Tensor::zeros({3, 16, 16});
    const RunOptions stopped{nullptr, stop.get_token()};
    expect_error(ErrorCode::cancelled, "cancelled", [&] {
        (void)module.embed_patch(pixels, {0, 0}, stopped);
    });
    expect_error(ErrorCode::cancelled, "cancelled",
                 [&] { (void)module.embed_dimension(pixels, 0, stopped); });
}

TEST(WeightsBytes, CountTheWeightsAndTheirPackedCopy) {
    // 512 filters of 192 weights and a bias, packed in 32 panels of 16.
    EXPECT_EQ(weights_bytes({512, 3, {8, 8}, true}), 2U * 512 * 193 * 4);
    // 3 filters fill a panel of 16.
    EXPECT_EQ(weights_bytes({3, 1, {2, 2}, true}), (3U + 16) * 5 * 4);
    EXPECT_GT(weights_bytes({65536, 4, {16384, 16384}, true}), std::uint64_t{1} << 49);
}

}  // namespace
}  // namespace patchlens
