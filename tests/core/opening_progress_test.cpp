// The progress reported while a picture is opened.
#include "core/picture/opening_progress.h"

#include <vector>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

/// Records the reports, and can cancel at one stage.
struct Listener {
    std::vector<OpeningProgress> told;
    std::optional<OpeningStage> gives_up_at;

    ProgressCallback callback() {
        return [this](const OpeningProgress& progress) {
            told.push_back(progress);
            return progress.stage != gives_up_at;
        };
    }
};

TEST(OpeningProgress, ListeningChangesNoPicture) {
    for (const auto& entry : image_goldens().at("decode")) {
        const std::string name = entry.at("file");
        Listener listener;
        const DecodedImage told = load_image(golden_picture(name), {}, listener.callback());
        EXPECT_EQ(told.image, load_image(golden_picture(name)).image) << name;
        ASSERT_FALSE(listener.told.empty()) << name;
        const auto size = std::filesystem::file_size(golden_picture(name));
        EXPECT_EQ(listener.told.front(), (OpeningProgress{OpeningStage::reading, 0, size})) << name;
    }
}

TEST(OpeningProgress, AJpegIsToldByItsBytesUntilTheyEnd) {
    for (const char* name : {"subsampled.jpg", "progressive.jpg"}) {
        SCOPED_TRACE(name);
        const std::vector<std::byte> file = bytes_of_file(golden_picture(name));
        Listener listener;
        (void)decode_image(file, "photo", {}, listener.callback());
        // A progressive picture's pixels are decoded after all scans are read.
        const bool progressive = name == std::string_view("progressive.jpg");
        std::size_t scan_rows = 0;
        for (std::size_t i = 0; i < listener.told.size(); ++i) {
            const OpeningProgress& told = listener.told[i];
            EXPECT_LE(told.done, file.size());
            EXPECT_GE(told.done, i > 0 ? listener.told[i - 1].done : 0);
            if (told.total == file.size()) ++scan_rows;
        }
        // 29 rows of pixels, or ten scans over two rows of blocks for each.
        EXPECT_GE(scan_rows, progressive ? 20U : 29U);
        EXPECT_EQ(listener.told.back().total, progressive ? 0 : file.size());
        EXPECT_GE(listener.told.back().done + 2, progressive ? file.size() : 0U);
    }
}

TEST(OpeningProgress, AWebpIsToldByItsBytes) {
    Listener listener;
    (void)decode_image(bytes_of_file(golden_picture("lossless_4.webp")), "photo", {}, listener.callback());
    ASSERT_FALSE(listener.told.empty());
    EXPECT_EQ(listener.told.front().done, 0U);
    EXPECT_GT(listener.told.front().total, 1000U);
}

TEST(OpeningProgress, HowFarAPngIsNobodyKnows) {
    Listener listener;
    (void)decode_image(bytes_of_file(golden_picture("c3.png")), "photo", {}, listener.callback());
    EXPECT_EQ(listener.told, (std::vector{OpeningProgress{OpeningStage::decoding, 0, 0}}));
}

TEST(OpeningProgress, WhatIsNotWantedAnyMoreIsGivenUp) {
    for (const OpeningStage stage : {OpeningStage::reading, OpeningStage::decoding}) {
        for (const char* name : {"c3.png", "subsampled.jpg", "progressive.jpg", "lossy_3.webp", "rgb.bmp"}) {
            Listener listener{{}, stage};
            EXPECT_EQ(
                error_of([&] { (void)load_image(golden_picture(name), {}, listener.callback()); }).code(),
                ErrorCode::cancelled)
                << name;
            EXPECT_EQ(listener.told.back().stage, stage) << name;
        }
    }
}

}  // namespace
}  // namespace patchlens
