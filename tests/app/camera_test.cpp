#include "app/ui/drawing/camera.h"

#include <gtest/gtest.h>

namespace patchlens::ui {
namespace {

const Rect area{{100, 50}, {900, 850}};

TEST(Camera, TheWholePictureJustFits) {
    EXPECT_DOUBLE_EQ(fitting_zoom({256, 256}, area), 3);  // 3.125, and 3 makes even squares
    EXPECT_DOUBLE_EQ(fitting_zoom({1600, 800}, area), 0.5);
    EXPECT_DOUBLE_EQ(fitting_zoom({8192, 8192}, area), 800.0 / 8192);
    const Camera camera = camera_of({}, {256, 256}, area);
    EXPECT_EQ(camera.left, 500 - 384);
    EXPECT_EQ(camera.top, 450 - 384);
}

TEST(Camera, ScreenAndPictureAreInverse) {
    const Camera camera = camera_of({4, 0.3, 0.8}, {333, 500}, area);
    const ImVec2 screen = camera.to_screen(123, 45);
    EXPECT_NEAR(camera.x_at(screen.x), 123, 1e-3);
    EXPECT_NEAR(camera.y_at(screen.y), 45, 1e-3);
}

TEST(Camera, NeighbouringPatchesShareAnEdgeOnAWholePixel) {
    const Camera camera = camera_of({1.37, 0.4, 0.6}, {256, 256}, area);
    const Rect left = camera.to_screen(Rectangle{0, 0, 8, 8});
    const Rect right = camera.to_screen(Rectangle{0, 8, 8, 8});
    EXPECT_EQ(left.max.x, right.min.x);
    EXPECT_EQ(left.max.x, std::round(left.max.x));
}

TEST(Camera, ZoomingKeepsThePointUnderTheMouse) {
    const Size picture{256, 256};
    model::PictureView view;
    const ImVec2 mouse{420, 300};
    const Camera before = camera_of(view, picture, area);
    view = zoomed(view, picture, area, mouse, 3, 160);
    const Camera after = camera_of(view, picture, area);
    EXPECT_NEAR(after.zoom, 9, 1e-9);
    EXPECT_NEAR(after.x_at(mouse.x), before.x_at(mouse.x), 0.1);
    EXPECT_NEAR(after.y_at(mouse.y), before.y_at(mouse.y), 0.1);
}

TEST(Camera, ZoomEndsAtTheWholePictureAndAtTheLargestPixel) {
    const Size picture{256, 256};
    EXPECT_DOUBLE_EQ(zoomed({}, picture, area, area.centre(), 0.01, 160).zoom, 1);
    const model::PictureView most = zoomed({}, picture, area, area.centre(), 1e9, 160);
    EXPECT_NEAR(camera_of(most, picture, area).zoom, 160, 1e-9);
}

TEST(Camera, PullingLeavesNoGapAtTheEdge) {
    const Size picture{256, 256};
    model::PictureView view = zoomed({}, picture, area, area.centre(), 4, 160);
    view = panned(view, picture, area, {100000, 100000});
    const Camera camera = camera_of(view, picture, area);
    EXPECT_NEAR(camera.left, area.min.x, 1);
    EXPECT_NEAR(camera.top, area.min.y, 1);
}

TEST(Camera, PullingMovesThePictureByAsMuch) {
    const Size picture{256, 256};
    const model::PictureView view = zoomed({}, picture, area, area.centre(), 4, 160);
    const Camera before = camera_of(view, picture, area);
    const Camera after = camera_of(panned(view, picture, area, {30, -20}), picture, area);
    EXPECT_NEAR(after.left - before.left, 30, 1);
    EXPECT_NEAR(after.top - before.top, -20, 1);
}

}  // namespace
}  // namespace patchlens::ui
