#include "app/platform/offscreen.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/core/expect_error.h"

namespace patchlens::platform {
namespace {

TEST(OffscreenTest, TheSameSessionGivesTheSamePixels) {
    OffscreenOptions options;
    options.size = {800, 1280};
    const Image first = Offscreen({}, options).picture();
    EXPECT_EQ(first.size, options.size);
    EXPECT_EQ(first.channels, 3);
    EXPECT_GT(std::set(first.pixels.begin(), first.pixels.end()).size(), 100U)
        << "the screen is nearly empty";
    EXPECT_EQ(first, Offscreen({}, options).picture());
}

TEST(OffscreenTest, APartOfTheScreenIsCutOutAndAnUnknownOneIsNamed) {
    OffscreenOptions options;
    options.size = {800, 1280};
    Offscreen screen({}, options);
    const Image whole = screen.picture();
    const ui::Rect place = screen.application().place_of("scene").value();
    const Image scene = screen.picture("scene");
    EXPECT_EQ(scene.size, (Size{static_cast<int>(place.height()), static_cast<int>(place.width())}));
    const int left = static_cast<int>(place.min.x);
    const int top = static_cast<int>(place.min.y);
    for (const int step : {0, 100, 200})
        EXPECT_EQ(scene.at(step, step, 1), whole.at(top + step, left + step, 1)) << step;
    expect_error(ErrorCode::choice_expected, "no/such/widget",
                 [&] { static_cast<void>(screen.picture("no/such/widget")); });
}

TEST(OffscreenTest, ADrawingHoldsThePictureItShowsAndLeavesTheScreenAsItWas) {
    OffscreenOptions options;
    options.size = {800, 1280};
    model::Session session;
    session.chapter = model::Chapter::explore;
    Offscreen screen(session, options);
    const Image before = screen.picture();
    const std::string drawing = screen.drawing("explore/picture");
    EXPECT_NE(drawing.find("xlink:href=\"data:image/png;base64,"), std::string::npos);
    screen.advance(1.0F / 60);
    EXPECT_EQ(screen.picture(), before);
}

TEST(OffscreenTest, ASideBeyondTheLimitIsRefusedByName) {
    OffscreenOptions options;
    options.size = {800, largest_offscreen_side + 1};
    expect_error(ErrorCode::value_out_of_range, "value_out_of_range: --size, 1, 8192, 8193",
                 [&] { Offscreen({}, options); });
    options.size = {0, 1280};
    expect_error(ErrorCode::value_out_of_range, "--size", [&] { Offscreen({}, options); });
}

}  // namespace
}  // namespace patchlens::platform
