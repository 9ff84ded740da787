// A presentation: the scene has the window, everything else is within reach.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/state/names.h"
#include "app/ui/drawing/scale.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ui::compat::Key;

/// The application in a presentation.
std::unique_ptr<Screen> presented(model::Session session, ImVec2 size, float scale = 1) {
    auto screen = std::make_unique<Screen>(std::move(session), size, scale * ui::presentation_factor);
    screen->key(Key::f5);
    screen->settle();
    return screen;
}

TEST(TheBar, HoldsEveryNumberOfTheModuleInASmallWindow) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{900, 600}}) {
        const auto screen = presented({}, size);
        for (const char* cell : {"img_size", "patch_size", "in_chans", "embed_dim", "seed"}) {
            const std::string name = "bar/" + std::string(cell);
            ASSERT_TRUE(screen->shows(name + "/entry")) << name << " at " << size.x;
            EXPECT_LT(screen->place(name + "/more").max.x, size.x) << name;
        }
        EXPECT_TRUE(screen->shows("bar/open"));
    }
}

TEST(TheBar, HoldsAllOptionsOnAProjector) {
    const auto screen = presented({}, {1920, 1080});
    for (const char* name : {"bar/fit", "bar/filter", "bar/normalize", "bar/init"})
        EXPECT_TRUE(screen->shows(name)) << name;
}

TEST(TheBar, StepsSizesByPowersOfTwoAndSeedsByOne) {
    const auto screen = presented({}, {1280, 800});
    screen->click("bar/patch_size/more");
    EXPECT_EQ(screen->session().module.config.patch_size, (Size{16, 16}));
    screen->click("bar/patch_size/less");
    screen->click("bar/patch_size/less");
    EXPECT_EQ(screen->session().module.config.patch_size, (Size{4, 4}));
    screen->enter("bar/img_size/entry", "250");
    screen->click("bar/img_size/more");
    EXPECT_EQ(screen->session().module.config.img_size, (Size{256, 256}));
    screen->click("bar/seed/more");
    EXPECT_EQ(screen->session().module.seed, 1U);
    screen->click("bar/in_chans/less");
    EXPECT_EQ(screen->session().module.config.in_chans, 1);
}

TEST(TheBar, SaysWhyAValueIsRefusedAndOffersTheNearest) {
    const auto screen = presented({}, {1280, 800});
    screen->enter("bar/patch_size/entry", "300");
    ASSERT_TRUE(screen->shows("bar/patch_size/why"));
    EXPECT_EQ(screen->session().module.config.patch_size, (Size{8, 8}));
    screen->click("bar/patch_size/nearest");
    EXPECT_EQ(screen->session().module.config.patch_size, (Size{256, 256}));
}

TEST(TheBar, OpensAPicture) {
    const auto screen = presented({}, {1280, 800});
    screen->click("bar/open");
    EXPECT_TRUE(screen->shows("dialog/open"));
}

TEST(Messages, StandOverTheStatusLineAndCoverNothingOfTheScene) {
    for (const auto& [name, chapter] : model::names_of<model::Chapter>) {
        model::Session session;
        session.chapter = chapter;
        Screen screen(session, {1280, 800});
        screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
        screen.frames(2);
        EXPECT_GE(screen.place("toast/0").min.y, ui::arrange_screen({1280, 800}, 1).status.min.y) << name;
    }
}

TEST(Messages, StandOverTheBarOfAPresentation) {
    const ImVec2 size{1280, 800};
    const auto screen = presented({}, size);
    screen->application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen->frames(2);
    const ui::Rect bar = ui::arrange_screen(size, ui::presentation_factor, true).bar;
    EXPECT_TRUE(bar.contains(screen->place("toast/0")));
    screen->click("toast/0");
    EXPECT_TRUE(screen->messages().empty());
}

TEST(ThePointer, HasARingInAPresentation) {
    const auto screen = presented({}, {1280, 800});
    screen->move_mouse({600, 400});
    const ui::Rect ring = screen->place("pointer/ring");
    EXPECT_FLOAT_EQ(ring.centre().x, 600);
    EXPECT_FLOAT_EQ(ring.centre().y, 400);
    EXPECT_FALSE(screen->shows("pointer/light"));
}

TEST(ThePointer, LightsWhatItPointsAtWhileSIsOn) {
    Screen screen;
    screen.move_mouse({600, 400});
    EXPECT_FALSE(screen.shows("pointer/light"));
    screen.type("s");
    screen.move_mouse({700, 500});
    const ui::Rect light = screen.place("pointer/light");
    EXPECT_FLOAT_EQ(light.centre().x, 700);
    EXPECT_GT(light.width(), 200);
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("pointer/light"));
    screen.type("ss");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("pointer/light")) << "on, and off again";
}

TEST(ThePointer, KeepsItsKeyFromTypedText) {
    Screen screen;
    screen.move_mouse({600, 400});
    screen.click("params/patch_size/entry");
    screen.type("s");
    EXPECT_FALSE(screen.shows("pointer/light"));
}

}  // namespace
}  // namespace patchlens
