// What model files say of the pictures they take: preprocessor_config.json as Hugging Face's models have it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "core/weights/picture_config.h"
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

TEST(ExpectedPixels, OfSamArePaddedAtTheEnd) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"do_pad": true, "do_resize": true,
        "pad_size": {"height": 1024, "width": 768}, "size": {"longest_edge": 1024}})");
    EXPECT_EQ(expected.fit, Fit::pad);
    EXPECT_EQ(expected.img_size, (Size{1024, 768}));
    EXPECT_TRUE(expected.pads_end);
    EXPECT_FALSE(parse_preprocessor_config(R"({"size": 224})").pads_end);
}

TEST(ExpectedPixels, OfNoKindThatIsUnderstoodAreListed) {
    const ExpectedPixels expected = parse_preprocessor_config(R"({"size": "224", "do_resize": 1,
        "crop_size": [1, 2, 3], "resample": 9, "image_mean": ["a"], "image_std": null, "do_normalize": true,
        "rescale_factor": [], "pad_size": 0, "do_pad": "no", "do_center_crop": {}, "do_rescale": 0})");
    EXPECT_THAT(expected.misread,
                testing::UnorderedElementsAre("do_resize", "size", "crop_size", "do_center_crop", "do_pad",
                                              "resample", "rescale_factor", "do_rescale", "image_mean"));
    EXPECT_EQ(expected.img_size, std::nullopt);
    EXPECT_EQ(expected.normalize, std::nullopt);
    EXPECT_THAT(
        parse_preprocessor_config(R"({"size": {"shortest_edge": 3136, "longest_edge": 12845056}})").misread,
        testing::IsEmpty());
}

TEST(ExpectedPixels, StandInAProcessorsConfigToo) {
    const auto expected = parse_processor_config(R"({"processor_class": "CLIPProcessor", "image_processor":
        {"size": {"height": 384, "width": 384}, "resample": "bicubic", "image_mean": [0.5, 0.5, 0.5],
         "image_std": [0.5, 0.5, 0.5]}})");
    ASSERT_TRUE(expected);
    EXPECT_EQ(expected->source, "processor_config.json");
    EXPECT_EQ(expected->img_size, to_pair(384));
    EXPECT_EQ(expected->filter, ResizeFilter::bicubic);
    EXPECT_EQ(expected->normalize, Normalize::half);
    EXPECT_FALSE(parse_processor_config(R"({"processor_class": "X", "image_seq_length": 576})"));
    EXPECT_TRUE(parse_processor_config("{\"image_processor\"")->damaged);
}

TEST(ExpectedPixels, OfTimmStandInItsConfig) {
    const auto expected = parse_timm_config(R"({"architecture": "vit_base_patch16_224", "pretrained_cfg":
        {"input_size": [3, 224, 224], "interpolation": "bicubic", "crop_pct": 0.9, "crop_mode": "center",
         "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}})");
    ASSERT_TRUE(expected);
    EXPECT_EQ(expected->source, "config.json");
    EXPECT_EQ(expected->img_size, to_pair(224));
    EXPECT_EQ(expected->fit, Fit::crop);
    EXPECT_EQ(expected->resized_to, 248);  // floor(224 / 0.9)
    EXPECT_EQ(expected->filter, ResizeFilter::bicubic);
    EXPECT_EQ(expected->normalize, Normalize::half);
    const auto older = parse_timm_config(R"({"architecture": "resmlp_12_224", "input_size": [3, 192, 256],
        "crop_pct": 1.0, "crop_mode": "squash", "interpolation": "lanczos", "mean": 3, "std": "x"})");
    ASSERT_TRUE(older);
    EXPECT_EQ(older->img_size, (Size{192, 256}));
    EXPECT_EQ(older->fit, Fit::squash);
    EXPECT_EQ(older->other_filter, "lanczos");
    EXPECT_THAT(older->misread, ElementsAre("std"));
    EXPECT_FALSE(parse_timm_config(R"({"model_type": "vit", "image_size": 224})"));
    EXPECT_FALSE(parse_timm_config(R"({"model_type": "wav2vec2", "input_size": 80})"));
    EXPECT_FALSE(parse_timm_config("[]"));
}

TEST(ExpectedPixels, AreReadFromTheFirstFileThatHasThem) {
    const TemporaryFolder folder;
    EXPECT_FALSE(read_expected_pixels(folder.path()));
    folder.put("config.json", R"({"input_size": [3, 64, 64]})");
    EXPECT_EQ(read_expected_pixels(folder.path())->img_size, to_pair(64));
    folder.put("processor_config.json", R"({"tokenizer": "x"})");
    EXPECT_EQ(read_expected_pixels(folder.path())->img_size, to_pair(64));
    folder.put("processor_config.json", R"({"image_processor": {"size": 96}})");
    EXPECT_EQ(read_expected_pixels(folder.path())->img_size, to_pair(96));
    folder.put("preprocessor_config.json", R"({"size": 128})");
    EXPECT_EQ(read_expected_pixels(folder.path())->img_size, to_pair(128));
}

TEST(ExpectedPixels, OfLearnedWeightsStandInTheFileItself) {
    EXPECT_EQ(expected_in_trained({{"normalize", "clip"}})->normalize, Normalize::clip);
    EXPECT_FALSE(expected_in_trained({{"normalize", "other"}}));
    EXPECT_FALSE(expected_in_trained({{"format", "pt"}}));
}

}  // namespace
}  // namespace patchlens
