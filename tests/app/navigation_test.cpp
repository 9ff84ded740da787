// Zooming and panning by mouse and keys, and the numbers along the picture's edges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/chapters/explore/rulers.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ui::compat::Key;

model::Session zoomed_in() {
    model::Session session;
    session.place<model::Explore>().view = {8, 0.5, 0.5};
    return session;
}

void drag_with(Screen& screen, int button, ImVec2 from, ImVec2 to) {
    screen.move_mouse(from);
    fake::feed_button(button, true);
    screen.frames(1);
    fake::feed_mouse(to);
    screen.frames(2);
    fake::feed_button(button, false);
    screen.frames(2);
}

TEST(Navigation, TheRightAndTheMiddleButtonPullThePicture) {
    for (const int button : {1, 2}) {
        Screen screen(zoomed_in());
        const ImVec2 centre = screen.centre("explore/picture");
        drag_with(screen, button, centre, {centre.x + 60, centre.y + 40});
        EXPECT_LT(screen.session().place<model::Explore>().view.x, 0.5);
        EXPECT_LT(screen.session().place<model::Explore>().view.y, 0.5);
        EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
    }
}

TEST(Navigation, SpaceAndTheLeftButtonPullAndSelectNothing) {
    Screen screen(zoomed_in());
    const ImVec2 centre = screen.centre("explore/picture");
    ui::compat::feed_key(Key::space, true);
    drag_with(screen, 0, centre, {centre.x + 60, centre.y});
    ui::compat::feed_key(Key::space, false);
    screen.frames(1);
    EXPECT_LT(screen.session().place<model::Explore>().view.x, 0.5);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Navigation, PullingGoesOnOutsideThePicture) {
    Screen screen(zoomed_in());
    const ImVec2 centre = screen.centre("explore/picture");
    screen.move_mouse(centre);
    fake::feed_button(1, true);
    screen.frames(1);
    fake::feed_mouse({centre.x - 700, centre.y});
    screen.frames(2);
    const double there = screen.session().place<model::Explore>().view.x;
    EXPECT_GT(there, 0.5);
    fake::feed_mouse({centre.x - 650, centre.y});
    screen.frames(2);
    EXPECT_LT(screen.session().place<model::Explore>().view.x, there);
    fake::feed_button(1, false);
    screen.frames(1);
}

TEST(Navigation, ControlAndArrowsMoveTheEnlargedPictureAndStopAtItsEdge) {
    Screen screen(zoomed_in());
    screen.key(Key::right, true);
    EXPECT_NEAR(screen.session().place<model::Explore>().view.x, 0.5 + 0.15 / 8, 1e-9);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
    for (int i = 0; i < 60; ++i)
        screen.key(Key::down, true);
    const double edge = screen.session().place<model::Explore>().view.y;
    EXPECT_LT(edge, 1);
    screen.key(Key::up, true);
    EXPECT_NEAR(screen.session().place<model::Explore>().view.y, edge - 0.15 / 8, 1e-9);
}

TEST(Navigation, ControlAndArrowsLeaveAPictureThatFitsWhereItIs) {
    Screen screen;
    screen.key(Key::right, true);
    screen.frames(2);
    EXPECT_EQ(screen.session().place<model::Explore>().view, model::PictureView{});
}

TEST(Navigation, TheEvenButtonMakesPixelsWholeNumbersOfScreenPixels) {
    model::Session session;
    session.module.config.img_size = to_pair(300);
    Screen small(session);
    small.click("explore/even");
    const ui::Rect patch = small.place("explore/selected");
    EXPECT_EQ(static_cast<int>(patch.width()) % 8, 0);
    EXPECT_EQ(patch.width(), patch.height());
    EXPECT_TRUE(small.reads("3:1"));

    session.module.config.img_size = to_pair(2048);
    Screen large(session);
    EXPECT_TRUE(large.reads("1:1"));
    large.click("explore/even");
    EXPECT_EQ(large.place("explore/selected").width(), 8);
    EXPECT_TRUE(large.reads("100%"));
}

TEST(Navigation, EvenZoomIsTheLeastWholeNumberThatFillsTheArea) {
    const ui::Rect area{{0, 0}, {768, 768}};
    EXPECT_EQ(ui::even_zoom({256, 256}, area), 3);
    EXPECT_EQ(ui::even_zoom({300, 300}, area), 3);
    EXPECT_EQ(ui::even_zoom({768, 768}, area), 1);
    EXPECT_EQ(ui::even_zoom({8192, 8192}, area), 1);
}

TEST(Rulers, NumbersStandAsDenseAsThereIsRoom) {
    EXPECT_EQ(ui::ruler_step(24, 20), 1);
    EXPECT_EQ(ui::ruler_step(12, 20), 2);
    EXPECT_EQ(ui::ruler_step(5, 20), 5);
    EXPECT_EQ(ui::ruler_step(3, 20), 10);
    EXPECT_EQ(ui::ruler_step(0.1, 20), 200);
}

TEST(Rulers, TheSelectedRowAndColumnAreAlwaysWritten) {
    model::Session session;
    session.patch = {23, 29};
    Screen screen(session);
    EXPECT_TRUE(screen.reads("23"));
    EXPECT_TRUE(screen.reads("29"));
    screen.type("g");
    screen.frames(1);
    EXPECT_FALSE(screen.reads("23"));
}

TEST(Dropped, TheStripSaysHowWideItIs) {
    model::Session session;
    session.module.config.img_size = {250, 253};
    session.sides_linked = false;
    const Screen screen(session);
    EXPECT_TRUE(screen.reads("dropped (2 px)"));
    EXPECT_TRUE(screen.reads("dropped (5 px)"));
    session.language = model::LanguageId::zh_cn;
    EXPECT_TRUE(Screen(session).reads("丢弃（5 像素）"));
}

TEST(GridLines, FadeWhereCellsAreSmall) {
    EXPECT_EQ(ui::grid_line_strength(3, 1), 0);
    EXPECT_LT(ui::grid_line_strength(4, 1), 0.2);
    EXPECT_EQ(ui::grid_line_strength(12, 1), 1);
    EXPECT_EQ(ui::grid_line_strength(12, 4), 0);
}

}  // namespace
}  // namespace patchlens
