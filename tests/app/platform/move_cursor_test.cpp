#include "app/platform/move_cursor.h"

#include <gtest/gtest.h>

namespace patchlens::platform {
namespace {

TEST(TheMoveCursor, LooksTheSameFromAllFourSides) {
    for (const int side : {17, 23, 47}) {
        const Image image = move_cursor_image(side);
        ASSERT_EQ(image.size, (Size{side, side}));
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                EXPECT_EQ(image.at(y, x, 3), image.at(x, y, 3));
                EXPECT_EQ(image.at(y, x, 0), image.at(side - 1 - y, x, 0));
            }
        }
    }
}

TEST(TheMoveCursor, IsWhiteWithADarkEdgeAndClearBetweenItsArms) {
    const Image image = move_cursor_image(23);
    EXPECT_EQ(image.at(11, 11, 0), 255);
    EXPECT_EQ(image.at(11, 11, 3), 255);
    EXPECT_EQ(image.at(1, 11, 0), 255) << "the tip of the upper arrow";
    EXPECT_EQ(image.at(0, 11, 0), 20);
    EXPECT_EQ(image.at(0, 11, 3), 255);
    EXPECT_EQ(image.at(5, 5, 3), 0);
    EXPECT_EQ(image.at(0, 0, 3), 0);
}

}  // namespace
}  // namespace patchlens::platform
