// The sign shown while a picture is being opened.
#include "app/ui/shell/busy_sign.h"

#include <fstream>

#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

constexpr std::uint64_t mebibyte = 1U << 20U;

TEST(BusySign, SaysHowMuchOfTheFileIsRead) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "Überblick.png";
    std::ofstream(file).close();
    std::filesystem::resize_file(file, 40 * mebibyte);
    ui::BusySign sign;
    EXPECT_EQ(sign.text(english()), "");
    sign.update(file, {OpeningStage::reading, 10 * mebibyte, 40 * mebibyte}, 0);
    EXPECT_EQ(sign.text(english()), "Reading Überblick.png   10.0 MiB of 40.0 MiB");
    EXPECT_EQ(sign.text(chinese()), "正在读取 Überblick.png   10.0 MiB / 40.0 MiB");
    sign.update(file, {OpeningStage::decoding, 0, 0}, 1);
    EXPECT_EQ(sign.text(english()), "Decoding Überblick.png   40.0 MiB");
    sign.update(std::nullopt, {}, 2);
    EXPECT_EQ(sign.text(english()), "");
}

TEST(BusySign, WhatIsQuickNeedsNone) {
    ui::BusySign sign;
    EXPECT_FALSE(sign.next_change(5));
    sign.update("a.png", {}, 5);
    EXPECT_DOUBLE_EQ(sign.next_change(5).value(), ui::BusySign::delay);
    EXPECT_DOUBLE_EQ(sign.next_change(6).value(), ui::BusySign::interval);
}

}  // namespace
}  // namespace patchlens
