#include "app/platform/offscreen.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace patchlens::platform {
namespace {

TEST(OffscreenTest, TheSameSessionGivesTheSamePixels) {
    OffscreenOptions options;
    options.size = {800, 1280};
    const Image first = render_offscreen({}, options);
    EXPECT_EQ(first.size, options.size);
    EXPECT_EQ(first.channels, 3);
    EXPECT_GT(std::set(first.pixels.begin(), first.pixels.end()).size(), 100U)
        << "the screen is nearly empty";
    EXPECT_EQ(first, render_offscreen({}, options));
}

TEST(OffscreenTest, ASideBeyondTheLimitIsRefusedByName) {
    OffscreenOptions options;
    options.size = {800, largest_offscreen_side + 1};
    expect_error(ErrorCode::value_out_of_range, "value_out_of_range: --size, 1, 8192, 8193",
                 [&] { render_offscreen({}, options); });
    options.size = {0, 1280};
    expect_error(ErrorCode::value_out_of_range, "--size", [&] { render_offscreen({}, options); });
}

}  // namespace
}  // namespace patchlens::platform
