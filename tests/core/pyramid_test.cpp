#include "core/picture/pyramid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace patchlens {
namespace {

TEST(Pyramid, EachPixelIsTheMeanOfFour) {
    EXPECT_EQ(halved({{2, 4}, 1, {1, 2, 30, 40, 3, 4, 50, 60}}), (Image{{1, 2}, 1, {3, 45}}));
}

TEST(Pyramid, ChannelsStayApart) {
    EXPECT_EQ(halved({{2, 2}, 3, {0, 100, 7, 0, 100, 7, 8, 100, 7, 8, 100, 7}}),
              (Image{{1, 1}, 3, {4, 100, 7}}));
}

TEST(Pyramid, TheLastRowAndColumnOfOddSidesAreLeftOut) {
    EXPECT_EQ(halved({{3, 3}, 1, {1, 1, 255, 1, 1, 255, 255, 255, 255}}), (Image{{1, 1}, 1, {1}}));
}

TEST(Pyramid, ASideOfOneStaysOne) {
    EXPECT_EQ(halved({{1, 4}, 1, {10, 20, 30, 50}}), (Image{{1, 2}, 1, {15, 40}}));
    EXPECT_EQ(halved({{4, 1}, 1, {10, 20, 30, 50}}), (Image{{2, 1}, 1, {15, 40}}));
}

TEST(Pyramid, EveryLevelIsHalfTheOneBeforeDownToOnePixel) {
    const Image image{{3, 5}, 2, std::vector<std::uint8_t>(30, 7)};
    const Pyramid levels = pyramid(image);
    ASSERT_EQ(levels.size(), 3u);
    EXPECT_EQ(levels[0], image);
    EXPECT_EQ(levels[1], (Image{{1, 2}, 2, {7, 7, 7, 7}}));
    EXPECT_EQ(levels[2], (Image{{1, 1}, 2, {7, 7}}));
}

TEST(Pyramid, OfOnePixelIsThatPixel) {
    EXPECT_EQ(pyramid({{1, 1}, 4, {1, 2, 3, 4}}), (Pyramid{{{1, 1}, 4, {1, 2, 3, 4}}}));
}

}  // namespace
}  // namespace patchlens
