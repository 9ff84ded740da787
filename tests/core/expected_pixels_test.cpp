// What model files say of the pictures they take: preprocessor_config.json as Hugging Face's models have it.
#include "core/weights/expected_pixels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using testing::ElementsAre;

TEST(ExpectedPixels, OfAViTAreResizedToASize) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"do_normalize": true, "do_resize": true,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "resample": 2, "size": 224})");
    EXPECT_EQ(expected.img_size, to_pair(224));
    EXPECT_EQ(expected.fit, Fit::squash);
    EXPECT_EQ(expected.resized_to, std::nullopt);
    EXPECT_EQ(expected.filter, ResizeFilter::bilinear);
    EXPECT_EQ(expected.normalize, Normalize::half);
    EXPECT_FALSE(expected.damaged);
}

TEST(ExpectedPixels, OfClipAreCutOutOfTheMiddle) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"crop_size": {"height": 224, "width": 224},
        "do_center_crop": true, "do_convert_rgb": true, "do_normalize": true, "do_rescale": true,
        "do_resize": true, "image_mean": [0.48145466, 0.4578275, 0.40821073],
        "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3,
        "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 224}})");
    EXPECT_EQ(expected.img_size, to_pair(224));
    EXPECT_EQ(expected.fit, Fit::crop);
    EXPECT_EQ(expected.resized_to, std::nullopt);
    EXPECT_EQ(expected.filter, ResizeFilter::bicubic);
    EXPECT_EQ(expected.normalize, Normalize::clip);
}

TEST(ExpectedPixels, OfDinoAreFirstALittleLarger) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"crop_size": 224, "do_center_crop": true,
        "size": {"shortest_edge": 256}, "image_mean": [0.485, 0.456, 0.406],
        "image_std": [0.229, 0.224, 0.225], "resample": 1})");
    EXPECT_EQ(expected.img_size, to_pair(224));
    EXPECT_EQ(expected.fit, Fit::crop);
    EXPECT_EQ(expected.resized_to, 256);
    EXPECT_EQ(expected.normalize, Normalize::imagenet);
    EXPECT_EQ(expected.filter, std::nullopt);
    EXPECT_EQ(expected.other_filter, "lanczos");
}

TEST(ExpectedPixels, OfSamArePadded) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"do_pad": true,
        "pad_size": {"height": 1024, "width": 1024}, "size": {"longest_edge": 1024}})");
    EXPECT_EQ(expected.img_size, to_pair(1024));
    EXPECT_EQ(expected.fit, Fit::pad);
}

TEST(ExpectedPixels, OfAnySizeHaveNoSize) {
    for (const char* config :
         {R"({"size": {"shortest_edge": 3136, "longest_edge": 12845056}, "patch_size": 14})",
          R"({"min_pixels": 3136, "max_pixels": 12845056})", R"({"do_resize": false, "size": 224})",
          R"({"size": {"longest_edge": 1024}, "patch_size": {"height": 16, "width": 16}})",
          R"({"size": {"shortest_edge": 384}})", R"({"size": 0})", R"({"size": 99999})", R"({"size": -3})",
          R"({"size": [224]})", R"({"size": "224"})", R"({"size": null})", "{}"}) {
        const ExpectedPixels expected = parse_preprocessor_config(config);
        EXPECT_EQ(expected.img_size, std::nullopt) << config;
        EXPECT_EQ(expected.fit, std::nullopt) << config;
        EXPECT_EQ(expected.normalize, std::nullopt) << config;
    }
}

TEST(ExpectedPixels, PixelsThatAreNotNormalisedStayFromZeroToOne) {
    EXPECT_EQ(parse_preprocessor_config(R"({"do_normalize": false})").normalize, Normalize::none);
    EXPECT_EQ(parse_preprocessor_config(R"({"image_mean": [0, 0, 0], "image_std": [1, 1, 1]})").normalize,
              Normalize::none);
    EXPECT_EQ(parse_preprocessor_config(R"({"do_normalize": false, "do_rescale": false})").normalize,
              std::nullopt);
    EXPECT_EQ(parse_preprocessor_config(R"({"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
        "rescale_factor": 0.00784313})")
                  .normalize,
              std::nullopt);
}

TEST(ExpectedPixels, OtherNumbersAreKept) {
    const ExpectedPixels expected =
        parse_preprocessor_config(R"({"image_mean": [0.1, 0.2, 0.3], "image_std": 0.25})");
    EXPECT_EQ(expected.normalize, std::nullopt);
    EXPECT_THAT(expected.mean, ElementsAre(0.1F, 0.2F, 0.3F));
    EXPECT_THAT(expected.std, ElementsAre(0.25F, 0.25F, 0.25F));
}

TEST(ExpectedPixels, WhatIsNoJsonObjectIsDamaged) {
    for (const std::string text : {"", "[]", "3", "{\"size\": 224", "<html>", "\xff\xfe"})
        EXPECT_TRUE(parse_preprocessor_config(text).damaged) << text;
    EXPECT_TRUE(parse_preprocessor_config(std::string(100'000, '[')).damaged);
}

TEST(ExpectedPixels, TheFileBesideTheWeightsIsRead) {
    const TemporaryFolder folder;
    Tensor weight = Tensor::zeros({4, 3, 2, 2});
    write_safetensors(folder / "model.safetensors", {{"proj.weight", weight}});
    EXPECT_FALSE(load_projection(folder / "model.safetensors").expects);
    folder.put("preprocessor_config.json", R"({"size": 48, "do_normalize": false})");
    const LoadedProjection loaded = load_projection(folder / "model.safetensors");
    ASSERT_TRUE(loaded.expects);
    EXPECT_EQ(loaded.expects->source, "preprocessor_config.json");
    EXPECT_EQ(loaded.expects->img_size, to_pair(48));
    EXPECT_EQ(loaded.expects->normalize, Normalize::none);
    // The size that the module takes on is the file's own; what is expected is offered.
    EXPECT_EQ(loaded.img_size, std::nullopt);
}

}  // namespace
}  // namespace patchlens
