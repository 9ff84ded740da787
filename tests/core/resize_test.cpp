#include "core/picture/resize.h"

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

ResizeFilter filter_from(const nlohmann::json& name) {
    return name.get<std::string>() == "bicubic" ? ResizeFilter::bicubic : ResizeFilter::bilinear;
}

TEST(Resize, EveryPixelIsPillows) {
    const auto& entries = image_goldens().at("resize");
    ASSERT_EQ(entries.size(), 152U);
    for (const auto& entry : entries) {
        const Image image = scene(size_from(entry.at("source")), entry.at("channels").get<int>());
        const Image out = resize(image, size_from(entry.at("target")), filter_from(entry.at("filter")));
        EXPECT_EQ(out.size, size_from(entry.at("target")));
        EXPECT_EQ(crc_of(out), entry.at("crc").get<std::string>()) << entry;
        if (entry.contains("pixels")) {
            EXPECT_EQ(out.pixels, from_hex(entry.at("pixels"))) << entry;
        }
    }
}

TEST(Resize, ARegionIsACropOfTheWhole) {
    for (const int channels : {1, 2, 3, 4}) {
        const Image image = scene({64, 48}, channels);
        for (const Size size : {Size{31, 100}, Size{64, 20}, Size{90, 48}, Size{64, 48}}) {
            const Rectangle region{5, 3, 20, 11};
            const Image whole = resize(image, size, ResizeFilter::bicubic);
            const Image part = resize(image, size, ResizeFilter::bicubic, region);
            ASSERT_EQ(part.size, (Size{region.height, region.width}));
            for (int y = 0; y < region.height; ++y) {
                for (int x = 0; x < region.width; ++x) {
                    for (int c = 0; c < channels; ++c) {
                        ASSERT_EQ(part.at(y, x, c), whole.at(region.top + y, region.left + x, c))
                            << to_string(size) << " at " << y << ", " << x;
                    }
                }
            }
        }
    }
}

TEST(Resize, AFlatPictureStaysFlat) {
    for (const int level : {0, 1, 127, 254, 255}) {
        const Image flat{
            {50, 30}, 3, std::vector<std::uint8_t>(50 * 30 * 3, static_cast<std::uint8_t>(level))};
        for (const Size size : {Size{1, 1}, Size{49, 31}, Size{300, 7}}) {
            for (const ResizeFilter filter : {ResizeFilter::bilinear, ResizeFilter::bicubic}) {
                for (const std::uint8_t pixel : resize(flat, size, filter).pixels)
                    ASSERT_EQ(pixel, level);
            }
        }
    }
}

TEST(Resize, AnImpossibleSizeIsNamed) {
    const Image image = scene({8, 8}, 3);
    const auto code = [&](Size size, Rectangle region) {
        return error_of([&] { resize(image, size, ResizeFilter::bilinear, region); }).code();
    };
    EXPECT_EQ(error_of([&] {
                  resize(image, {0, 4}, ResizeFilter::bilinear);
              }).code(),
              ErrorCode::value_out_of_range);
    EXPECT_EQ(error_of([&] {
                  resize(image, {4, -1}, ResizeFilter::bilinear);
              }).code(),
              ErrorCode::value_out_of_range);
    EXPECT_EQ(code({4, 4}, {0, 0, 5, 4}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code({4, 4}, {4, 0, 1, 1}), ErrorCode::value_out_of_range);
    EXPECT_EQ(code({4, 4}, {0, 0, 4, 0}), ErrorCode::value_out_of_range);
    EXPECT_EQ(error_of([] {
                  resize(Image{}, {4, 4}, ResizeFilter::bilinear);
              }).code(),
              ErrorCode::picture_empty);
}

TEST(Resize, WhatDoesNotFitIntoMemoryIsAnError) {
    EXPECT_EQ(error_of([] {
                  resize(scene({8, 8}, 3), {1 << 30, 1 << 30}, ResizeFilter::bilinear);
              }).code(),
              ErrorCode::out_of_memory);
}

}  // namespace
}  // namespace patchlens
