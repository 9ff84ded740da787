// What is told while a picture is opened.
#include "core/opening_progress.h"

#include <vector>

#include "tests/core/image_test_support.h"

namespace patchlens {
namespace {

/// Remembers what it is told, and gives up at one stage if asked to.
struct Listener {
    std::vector<OpeningProgress> told;
    std::optional<OpeningStage> gives_up_at;

    TellProgress tell() {
        return [this](const OpeningProgress& progress) {
            told.push_back(progress);
            return progress.stage != gives_up_at;
        };
    }
};

/// A JPEG with 3 MiB of comments before its pixels.
std::vector<std::byte> talkative_jpeg() {
    std::vector<std::byte> file = bytes_of_file(golden_picture("subsampled.jpg"));
    std::vector<std::byte> comment(65535 + 2, std::byte{' '});
    comment[0] = comment[2] = comment[3] = std::byte{0xFF};
    comment[1] = std::byte{0xFE};
    for (int i = 0; i < 48; ++i)
        file.insert(file.begin() + 2, comment.begin(), comment.end());
    return file;
}

TEST(OpeningProgress, ListeningChangesNoPicture) {
    for (const auto& entry : image_goldens().at("decode")) {
        const std::string name = entry.at("file");
        Listener listener;
        const DecodedImage told = load_image(golden_picture(name), {}, listener.tell());
        EXPECT_EQ(told.image, load_image(golden_picture(name)).image) << name;
        ASSERT_FALSE(listener.told.empty()) << name;
        const auto size = std::filesystem::file_size(golden_picture(name));
        EXPECT_EQ(listener.told.front(), (OpeningProgress{OpeningStage::reading, 0, size})) << name;
    }
}

TEST(OpeningProgress, AJpegIsToldByItsBytesUntilTheyEnd) {
    const std::vector<std::byte> file = talkative_jpeg();
    Listener listener;
    const Image image = decode_image(file, "photo", {}, listener.tell()).image;
    EXPECT_EQ(image, load_image(golden_picture("subsampled.jpg")).image);
    ASSERT_GE(listener.told.size(), 4U);
    EXPECT_EQ(listener.told.front(), (OpeningProgress{OpeningStage::decoding, 0, file.size()}));
    EXPECT_EQ(listener.told.back(), (OpeningProgress{OpeningStage::decoding, file.size(), 0}));
    listener.told.pop_back();
    for (std::size_t i = 1; i < listener.told.size(); ++i) {
        EXPECT_EQ(listener.told[i].total, file.size());
        EXPECT_GT(listener.told[i].done, listener.told[i - 1].done);
        EXPECT_LE(listener.told[i].done, file.size());
    }
}

TEST(OpeningProgress, HowFarAPngIsNobodyKnows) {
    Listener listener;
    (void)decode_image(bytes_of_file(golden_picture("c3.png")), "photo", {}, listener.tell());
    EXPECT_EQ(listener.told, (std::vector{OpeningProgress{OpeningStage::decoding, 0, 0}}));
}

TEST(OpeningProgress, WhatIsNotWantedAnyMoreIsGivenUp) {
    for (const OpeningStage stage : {OpeningStage::reading, OpeningStage::decoding}) {
        for (const char* name : {"c3.png", "subsampled.jpg", "rgb.bmp"}) {
            Listener listener{{}, stage};
            EXPECT_EQ(error_of([&] { (void)load_image(golden_picture(name), {}, listener.tell()); }).code(),
                      ErrorCode::cancelled)
                << name;
            EXPECT_EQ(listener.told.back().stage, stage) << name;
        }
    }
}

}  // namespace
}  // namespace patchlens
