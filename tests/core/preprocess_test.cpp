#include "core/picture/preprocess.h"

#include <limits>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

Fit fit_from(const std::string& name) {
    return name == "crop" ? Fit::crop : name == "squash" ? Fit::squash : name == "pad" ? Fit::pad : Fit::none;
}

constexpr std::array<std::pair<const char*, Normalize>, 4> normalizations{{{"none", Normalize::none},
                                                                           {"imagenet", Normalize::imagenet},
                                                                           {"clip", Normalize::clip},
                                                                           {"half", Normalize::half}}};

TEST(Preprocess, EveryNumberIsTorchvisions) {
    const auto& entries = image_goldens().at("preprocess");
    ASSERT_EQ(entries.size(), 144U);
    for (const auto& entry : entries) {
        SCOPED_TRACE(entry.dump());
        const auto& source = entry.at("source");
        const Image image = scene(size_from(source), source.at(2).get<int>());
        PreprocessConfig config;
        config.img_size = size_from(entry.at("img_size"));
        config.in_chans = entry.at("in_chans").get<int>();
        config.fit = fit_from(entry.at("fit"));
        config.filter = entry.at("filter").get<std::string>() == "bicubic" ? ResizeFilter::bicubic
                                                                           : ResizeFilter::bilinear;
        const Image fitted = fit_image(image, config);
        EXPECT_EQ(fitted.size, size_from(entry.at("size")));
        EXPECT_EQ(crc_of(fitted), entry.at("pixels_crc").get<std::string>());
        for (const auto& [name, normalize] : normalizations) {
            const Tensor tensor = to_tensor(fitted, normalize);
            EXPECT_EQ(tensor.shape(), (Shape{config.in_chans, fitted.size.height, fitted.size.width}));
            EXPECT_EQ(crc_of(tensor.data(), static_cast<std::size_t>(tensor.size()) * sizeof(float)),
                      entry.at(name).get<std::string>())
                << name;
        }
    }
}

TEST(Preprocess, CropTakesTheMiddleAndRoundsHalvesToEven) {
    // 10x13 covers 10x10 as it is; 3 columns are too many, and round(1.5) is 2.
    const Image image = scene({10, 13}, 3);
    const Image fitted = fit_image(image, {.img_size = {10, 10}});
    EXPECT_EQ(fitted.at(0, 0, 0), image.at(0, 2, 0));
    // 10x11: round(0.5) is 0.
    const Image narrow = scene({10, 11}, 3);
    EXPECT_EQ(fit_image(narrow, {.img_size = {10, 10}}).at(4, 0, 1), narrow.at(4, 0, 1));
}

TEST(Preprocess, PadSurroundsWithZeros) {
    const Image white{{2, 4}, 3, std::vector<std::uint8_t>(24, 255)};
    const Image padded = fit_image(white, {.img_size = {4, 4}, .fit = Fit::pad});
    ASSERT_EQ(padded.size, (Size{4, 4}));
    for (int x = 0; x < 4; ++x) {
        EXPECT_EQ(padded.at(0, x, 0), 0);
        EXPECT_EQ(padded.at(1, x, 0), 255);
        EXPECT_EQ(padded.at(2, x, 0), 255);
        EXPECT_EQ(padded.at(3, x, 0), 0);
    }
}

TEST(Preprocess, NoneLeavesThePixelsAlone) {
    const Image image = scene({9, 20}, 3);
    EXPECT_EQ(fit_image(image, {.fit = Fit::none}), image);
}

TEST(Preprocess, TheLongestPictureIsCroppedWithoutTheRest) {
    // Resized as a whole it would be 4,194,304 pixels wide.
    const Image strip = scene({1, 16384}, 3);
    EXPECT_EQ(fit_image(strip, {.img_size = {256, 256}}).size, (Size{256, 256}));
    EXPECT_EQ(fit_image(strip, {.img_size = {256, 256}, .fit = Fit::pad}).size, (Size{256, 256}));
}

TEST(Preprocess, OneChannelTakesTheAverageOfThree) {
    EXPECT_FLOAT_EQ(channel_scaling(Normalize::imagenet, 1).mean[0], 0.449F);
    EXPECT_FLOAT_EQ(channel_scaling(Normalize::imagenet, 1).std[0], 0.226F);
    EXPECT_EQ(channel_scaling(Normalize::clip, 4).mean[3], 0.0F);
    EXPECT_EQ(channel_scaling(Normalize::clip, 4).std[3], 1.0F);
    EXPECT_EQ(channel_scaling(Normalize::half, 4).mean[3], 0.5F);
}

TEST(Preprocess, TheWayBackGivesEveryLevelAgain) {
    for (const int channels : {1, 3, 4}) {
        Image image = scene({16, 16}, channels);
        for (std::size_t i = 0; i < image.pixels.size(); ++i)
            image.pixels[i] = static_cast<std::uint8_t>(i / static_cast<std::size_t>(channels));
        for (const auto& [name, normalize] : normalizations)
            EXPECT_EQ(to_image(to_tensor(image, normalize), normalize), image) << name << ' ' << channels;
    }
}

TEST(Preprocess, TheWayBackCutsWhatNoPixelCanBe) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Image image = to_image(Tensor({1, 1, 4}, {-0.5F, 1.5F, nan, 0.5F}), Normalize::none);
    EXPECT_EQ(image.pixels, (std::vector<std::uint8_t>{0, 255, 0, 128}));
}

TEST(Preprocess, AnImpossibleConfigIsNamed) {
    const Image image = scene({4, 4}, 3);
    const auto code = [&](const PreprocessConfig& config) {
        return error_of([&] { fit_image(image, config); }).code();
    };
    EXPECT_EQ(code({.img_size = {0, 4}}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code({.img_size = {4, 20000}}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code({.in_chans = 2}), ErrorCode::choice_expected);
    EXPECT_EQ(error_of([&] { fit_image(Image{}, {}); }).code(), ErrorCode::picture_empty);
    EXPECT_EQ(error_of([] {
                  to_tensor(scene({2, 2}, 2), Normalize::none);
              }).code(),
              ErrorCode::choice_expected);
}

}  // namespace
}  // namespace patchlens
