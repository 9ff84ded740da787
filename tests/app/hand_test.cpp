// What a hand expects of a mouse: double clicks, the wheel with Ctrl, pulling, and the cursor that tells what
// a press would do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ui::compat::Key;

void double_click(Screen& screen, ImVec2 at) {
    screen.move_mouse(at);
    for (int press = 0; press < 2; ++press) {
        screen.press();
        screen.release();
    }
    screen.settle();
}

void hold(Screen& screen, int button, ImVec2 from, ImVec2 to) {
    screen.move_mouse(from);
    fake::feed_button(button, true);
    screen.frames(1);
    fake::feed_mouse(to);
    screen.frames(2);
}

TEST(Hand, ADoubleClickSetsASliderToItsDefault) {
    model::Session session;
    session.module.config.img_size = {512, 512};
    session.module.config.patch_size = {16, 16};
    session.module.config.embed_dim = 64;
    session.module.seed = 7;
    Screen screen(session, {1600, 1500});
    for (const char* name : {"params/img_size", "params/patch_size", "params/embed_dim", "params/seed"})
        double_click(screen, screen.centre(name));
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
}

TEST(Hand, ADoubleClickSetsTheMixOfPictureAndColoursToItsDefault) {
    model::Session session;
    session.place<model::Explore>().overlay = model::Overlay::norm;
    session.place<model::Explore>().overlay_opacity = 0.25;
    Screen screen(session);
    double_click(screen, screen.centre("explore/opacity"));
    EXPECT_EQ(screen.session().place<model::Explore>().overlay_opacity, 1);
}

TEST(Hand, MovingAfterTheSecondPressDragsNothing) {
    model::Session session;
    session.module.config.embed_dim = 64;
    Screen screen(session);
    const ui::Rect track = screen.place("params/embed_dim");
    screen.move_mouse(track.centre());
    screen.press();
    screen.release();
    screen.press();
    fake::feed_mouse({track.centre().x + 20, track.centre().y});
    screen.frames(3);
    screen.release();
    screen.settle();
    EXPECT_EQ(screen.session().module.config.embed_dim, 512);
}

TEST(Hand, CtrlAndTheWheelZoomWhereTheWheelAloneScrolls) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::filters;
    Screen screen(session);
    const ImVec2 centre = screen.centre("maps/atlas");
    screen.wheel(centre, -1);
    EXPECT_EQ(screen.session().place<model::Maps>().tile, 0);
    ui::compat::feed_modifiers(true, false);
    screen.wheel(centre, 1);
    const int larger = screen.session().place<model::Maps>().tile;
    screen.wheel(centre, -1);
    screen.wheel(centre, -1);
    ui::compat::feed_modifiers(false, false);
    EXPECT_GT(larger, screen.session().place<model::Maps>().tile);
    EXPECT_GT(screen.session().place<model::Maps>().tile, 0);
}

TEST(Hand, CtrlAndTheWheelZoomThePicture) {
    Screen screen;
    ui::compat::feed_modifiers(true, false);
    screen.wheel(screen.centre("explore/picture"), 2);
    ui::compat::feed_modifiers(false, false);
    EXPECT_DOUBLE_EQ(screen.session().place<model::Explore>().view.zoom, 1.25 * 1.25);
}

TEST(Hand, SpaceAndTheLeftButtonPullTheTokensAndSelectNothing) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::tokens;
    session.place<model::Maps>().matrix = {8, 0.5, 0.5};
    Screen screen(session);
    const double row = screen.session().place<model::Maps>().matrix.row;
    const ImVec2 centre = screen.centre("maps/tokens");
    ui::compat::feed_key(Key::space, true);
    hold(screen, 0, centre, {centre.x, centre.y - 40});
    fake::feed_button(0, false);
    ui::compat::feed_key(Key::space, false);
    screen.frames(2);
    EXPECT_GT(screen.session().place<model::Maps>().matrix.row, row);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Hand, TheCursorTellsWhatAPressWouldDo) {
    Screen screen;
    const auto cursor_over = [&](const char* item) {
        screen.move_mouse(screen.centre(item));
        return ImGui::GetMouseCursor();
    };
    EXPECT_EQ(cursor_over("rail/menu"), ImGuiMouseCursor_Hand);
    EXPECT_EQ(cursor_over("explore/picture"), ImGuiMouseCursor_Hand);
    EXPECT_EQ(cursor_over("params/embed_dim"), ImGuiMouseCursor_ResizeEW);
    EXPECT_EQ(cursor_over("params/embed_dim/entry"), ImGuiMouseCursor_TextInput);
    const ImVec2 centre = screen.centre("explore/picture");
    hold(screen, 2, centre, {centre.x + 9, centre.y});
    EXPECT_EQ(ImGui::GetMouseCursor(), ImGuiMouseCursor_ResizeAll);
    fake::feed_button(2, false);
}

}  // namespace
}  // namespace patchlens
