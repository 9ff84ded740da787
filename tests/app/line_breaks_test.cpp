// Lines of text break where a reader expects it, in both languages.
#include "app/ui/widgets/line_breaks.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Every character is one cell wide, a Chinese one two.
float cells(std::string_view text) {
    float width = 0;
    for (const char byte : text) {
        const auto value = static_cast<unsigned char>(byte);
        if ((value & 0xC0U) != 0x80U) width += value >= 0xE0 ? 2 : 1;
    }
    return width;
}

auto lines(std::string_view text, float width) {
    return ui::broken_lines(text, width, cells);
}

TEST(LineBreaks, ComeAtSpacesAndLeaveNumbersWhole) {
    EXPECT_THAT(lines("32 patches, 1,024 in all", 14), ElementsAre("32 patches,", "1,024 in all"));
    EXPECT_THAT(lines("31.25 pixels", 7), ElementsAre("31.25", "pixels"));
    EXPECT_THAT(lines("one line", 80), ElementsAre("one line"));
}

TEST(LineBreaks, ComeBetweenChineseCharactersAndAroundNumbers) {
    EXPECT_THAT(lines("图像被切成块", 6), ElementsAre("图像被", "切成块"));
    EXPECT_THAT(lines("共 1,024 个图像块", 12), ElementsAre("共 1,024 个", "图像块"));
}

TEST(LineBreaks, PutNoClosingMarkAtTheBeginningAndNoOpeningOneAtTheEnd) {
    EXPECT_THAT(lines("切成块，排好队。", 6), ElementsAre("切成", "块，排", "好队。"));
    EXPECT_THAT(lines("图像（块）好", 6), ElementsAre("图像", "（块）", "好"));
}

TEST(LineBreaks, StayWhereTheTextHasThem) {
    EXPECT_THAT(lines("a b\nc", 80), ElementsAre("a b", "c"));
    EXPECT_THAT(lines("a\n\nb", 80), ElementsAre("a", "", "b"));
    EXPECT_THAT(lines("", 80), IsEmpty());
}

TEST(LineBreaks, AWordTooLongForALineIsBrokenInside) {
    EXPECT_THAT(lines("a verylongword b", 6), ElementsAre("a", "verylo", "ngword", "b"));
    EXPECT_THAT(lines("verylongword", 1),
                ElementsAre("v", "e", "r", "y", "l", "o", "n", "g", "w", "o", "r", "d"));
    EXPECT_THAT(lines("пустыня", 4), ElementsAre("пуст", "ыня"));
}

TEST(LineBreaks, APathTooLongForALineIsBrokenAfterItsSigns) {
    EXPECT_THAT(lines("/home/me/pictures/a_long_name.png is not there", 12),
                ElementsAre("/home/me/", "pictures/a_", "long_name.", "png is not", "there"));
}

}  // namespace
}  // namespace patchlens
