// Each mistake against what PyTorch computes, or raises, where its line of Python is wrong.
#include "core/mistakes.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

constexpr std::array mistake_names{"flat_order",    "reshape",       "overlap", "gaps",
                                   "padding",       "unnormalised",  "bytes",   "bgr",
                                   "patch_weights", "swapped_sides", "no_bias", "one_channel"};
static_assert(mistake_names.size() == mistake_count);

Mistakes mistakes_in(const nlohmann::json& golden) {
    Mistakes mistakes;
    for (const std::string name : golden.at("mistakes")) {
        const auto at = std::ranges::find(mistake_names, std::string_view(name)) - mistake_names.begin();
        mistakes = mistakes.with(static_cast<Mistake>(at));
    }
    return mistakes;
}

/// `levels` of make_mistake_goldens.py.
Image golden_image(int channels, Size size) {
    Image image{size, channels, {}};
    std::uint32_t state = 1;
    for (std::int64_t i = 0; i < size.area() * channels; ++i) {
        state = 1664525U * state + 1013904223U;
        image.pixels.push_back(static_cast<std::uint8_t>(state >> 24U));
    }
    return image;
}

struct MistakeCase {
    explicit MistakeCase(const nlohmann::json& golden)
        : mistakes(mistakes_in(golden)),
          shape{.embed_dim = golden.at("embed_dim"),
                .in_chans = golden.at("in_chans"),
                .patch_size = {golden.at("patch_size").at(0), golden.at("patch_size").at(1)}},
          image(golden_image(shape.in_chans, {golden.at("image").at(0), golden.at("image").at(1)})),
          normalize(golden.at("normalize") == "imagenet" ? Normalize::imagenet
                    : golden.at("normalize") == "half"   ? Normalize::half
                                                         : Normalize::none),
          module(initialise(Init::torch, shape, 0)) {}

    Mistakes mistakes;
    ConvShape shape;
    Image image;
    Normalize normalize;
    PatchEmbed module;
};

const nlohmann::json& mistake_goldens() {
    static const nlohmann::json read =
        nlohmann::json::parse(std::ifstream(std::string(PATCHLENS_GOLDEN_DIR) + "/mistake_goldens.json"));
    return read;
}

TEST(Mistakes, TheNumbersAreThoseOfPyTorchWithTheWrongLine) {
    int compared = 0;
    for (const nlohmann::json& golden : mistake_goldens().at("cases")) {
        if (golden.contains("raises")) continue;
        const MistakeCase one(golden);
        const MistakenOutput output = forward_with(one.mistakes, one.module, one.image, one.normalize);
        EXPECT_EQ(output.tokens.shape(), golden.at("tokens").get<Shape>()) << golden.at("mistakes");
        EXPECT_EQ(output.laid_out,
                  (Size{golden.at("laid_out").at(0).get<int>(), golden.at("laid_out").at(1).get<int>()}));
        // Pixels 0..255 make numbers of a few hundred.
        const double tolerance = one.mistakes.has(Mistake::bytes) ? 2e-3 : 1e-5;
        EXPECT_LT(largest_difference(every(3, output.tokens.values()),
                                     golden.at("every_third").get<std::vector<float>>()),
                  tolerance)
            << golden.at("mistakes");
        ++compared;
    }
    EXPECT_EQ(compared, 22);
}

TEST(Mistakes, WhatPyTorchRaisesSaysTheShapesOfTheRefusal) {
    int compared = 0;
    for (const nlohmann::json& golden : mistake_goldens().at("cases")) {
        const MistakeCase one(golden);
        const auto refused = refusal_of(one.mistakes, one.shape, one.image.size);
        ASSERT_EQ(refused.has_value(), golden.contains("raises")) << golden.at("mistakes");
        if (!refused) continue;
        const std::string raised = golden.at("raises");
        EXPECT_NE(raised.find(to_string(refused->weight)), std::string::npos) << raised;
        EXPECT_NE(raised.find(to_string(refused->expected)), std::string::npos) << raised;
        EXPECT_THROW(forward_with(one.mistakes, one.module, one.image, one.normalize), Error);
        ++compared;
    }
    EXPECT_EQ(compared, 3);
}

TEST(Mistakes, WithoutAnyTheOutputIsForwards) {
    const MistakeCase one(mistake_goldens().at("cases").at(1));
    const MistakenOutput output = forward_with({}, one.module, one.image, one.normalize);
    EXPECT_EQ(output.tokens, one.module.forward(to_tensor(one.image, one.normalize), Layout::nlc));
}

TEST(Mistakes, TheWrongReshapeTakesNumbersInTheirOrderInMemory) {
    const Tensor tokens({1, 3, 2}, {1, 10, 2, 20, 3, 30});  // maps 1 2 3 and 10 20 30
    EXPECT_EQ(reshaped_tokens(tokens), Tensor({1, 3, 2}, {1, 2, 3, 10, 20, 30}));
    const Tensor wrong = reshaped_tokens(tokens);
    for (std::int64_t token = 0; token < 3; ++token) {
        for (std::int64_t dim = 0; dim < 2; ++dim) {
            const TokenNumber from = source_of_reshaped(token, dim, 3, 2);
            EXPECT_EQ(wrong[token * 2 + dim], tokens[from.token * 2 + from.dim]);
        }
    }
    // The default: the second number of the first token is the first number of the second patch.
    EXPECT_EQ(source_of_reshaped(0, 1, 1024, 512), (TokenNumber{1, 0}));
    EXPECT_EQ(source_of_reshaped(2, 0, 1024, 512), (TokenNumber{0, 1}));
    expect_error(ErrorCode::shape_mismatch, "[6], [1, N, D]", [] { reshaped_tokens(Tensor({6})); });
}

TEST(Mistakes, AWeightForChannelFirstMeetsPixelsChannelLast) {
    // Two channels of two pixels: numbers 0..3 meet pixel 0 red, pixel 0 green, pixel 1 red, pixel 1 green.
    EXPECT_EQ(weight_on_pixels_last(Tensor({1, 2, 1, 2}, {0, 1, 2, 3})), Tensor({1, 2, 1, 2}, {0, 2, 1, 3}));
}

TEST(Mistakes, OneStrideExcludesTheOther) {
    EXPECT_EQ(Mistakes({Mistake::overlap, Mistake::bgr}).with(Mistake::gaps),
              Mistakes({Mistake::gaps, Mistake::bgr}));
    EXPECT_EQ(Mistakes({Mistake::gaps}).with(Mistake::overlap), Mistakes{Mistake::overlap});
    EXPECT_EQ(Mistakes({Mistake::gaps, Mistake::bgr}).count(), 2);
    EXPECT_TRUE(Mistakes({Mistake::gaps}).without(Mistake::gaps).none());
}

std::optional<NoEffect> reason(Mistake mistake, const ConvShape& shape, Size size, Sliding sliding = {},
                               Normalize normalize = Normalize::none) {
    const PatchEmbed module(initialise(Init::torch, shape, 0), sliding);
    return no_effect_of(mistake, module, golden_image(shape.in_chans, size),
                        PatchGrid(size, shape.patch_size, sliding), normalize);
}

TEST(Mistakes, WhereOneHasNoEffectThereIsAReason) {
    using enum Mistake;
    const ConvShape colour{4, 3, {8, 8}};
    const ConvShape grey{4, 1, {8, 8}};
    const ConvShape pixel{4, 3, {1, 1}};
    const ConvShape without{4, 3, {8, 8}, false};
    const Size square{32, 32};
    EXPECT_EQ(reason(flat_order, grey, square), NoEffect::one_channel);
    EXPECT_EQ(reason(flat_order, pixel, {4, 4}), NoEffect::one_pixel);
    EXPECT_EQ(reason(reshape, {1, 3, {8, 8}}, square), NoEffect::one_dimension);
    EXPECT_EQ(reason(reshape, colour, {8, 8}), NoEffect::one_patch);
    EXPECT_EQ(reason(overlap, pixel, {4, 4}), NoEffect::one_pixel);
    EXPECT_EQ(reason(overlap, colour, square, {Size{4, 4}}), NoEffect::same_stride);
    EXPECT_EQ(reason(gaps, colour, {8, 15}), NoEffect::one_patch);
    EXPECT_EQ(reason(unnormalised, colour, square), NoEffect::not_normalised);
    EXPECT_EQ(reason(bgr, grey, square), NoEffect::one_channel);
    EXPECT_EQ(reason(swapped_sides, colour, square), NoEffect::square_grid);
    EXPECT_EQ(reason(no_bias, without, square), NoEffect::no_bias);
    EXPECT_EQ(reason(one_channel, grey, square), NoEffect::one_channel);
    const Image all_grey{{8, 8}, 3, std::vector<std::uint8_t>(192, 7)};
    EXPECT_EQ(no_effect_of(bgr, PatchEmbed(initialise(Init::torch, colour, 0)), all_grey,
                           PatchGrid({8, 8}, {8, 8}), Normalize::none),
              NoEffect::grey);
    for (int mistake = 0; mistake < mistake_count; ++mistake)
        EXPECT_EQ(reason(static_cast<Mistake>(mistake), colour, {32, 40}, {}, Normalize::half), std::nullopt);
}

}  // namespace
}  // namespace patchlens
