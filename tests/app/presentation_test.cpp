// A presentation: the scene has the window, everything else is within reach.
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "app/model/state/names.h"
#include "app/ui/drawing/scale.h"
#include "core/weights/npy.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

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
            if (name == "bar/seed" && size.x < 1280) continue;  // random or learned counts for more
            ASSERT_TRUE(screen->shows(name + "/entry")) << name << " at " << size.x;
            EXPECT_LT(screen->place(name + "/more").max.x, size.x) << name;
        }
        EXPECT_TRUE(screen->shows("bar/open"));
        EXPECT_TRUE(screen->shows("bar/learned/learned"));
    }
}

TEST(TheBar, HoldsEveryParameter) {
    for (const auto& [size, scale] : {std::pair{ImVec2{1280, 800}, 1.0F},
                                      {{1600, 1000}, 1.0F},
                                      {{1920, 1080}, 1.0F},
                                      {{3840, 2160}, 2.0F}}) {
        const auto screen = presented({}, size, scale);
        for (const char* name : {"open", "learned/learned", "preset", "img_size/entry", "patch_size/entry",
                                 "in_chans/entry", "embed_dim/entry", "bias", "init", "seed/entry", "fit",
                                 "filter", "normalize", "stride/entry", "padding/entry"})
            EXPECT_TRUE(screen->shows("bar/" + std::string(name))) << name << " at " << size.x;
    }
}

TEST(TheBar, ChoosesAPresetAndSwitchesTheBias) {
    const auto screen = presented({}, {1280, 800});
    screen->click("bar/bias");
    EXPECT_FALSE(screen->session().module.config.bias);
    screen->click("bar/preset");
    screen->click("bar/preset/vit-b16");
    EXPECT_EQ(screen->session().module.config.patch_size, (Size{16, 16}));
    EXPECT_EQ(screen->session().module.config.embed_dim, 768);
}

TEST(TheBar, NamesTheWeightsFileAndGoesBackToRandomOnes) {
    const TemporaryFolder folder;
    write_npy(folder / "kernel.npy", Tensor({9, 3, 8, 8}));
    const auto screen = presented({}, {1280, 800});
    screen->application->open(folder / "kernel.npy");
    screen->settle();
    EXPECT_TRUE(screen->reads("kernel.npy"));
    EXPECT_FALSE(screen->shows("bar/init")) << "no weights are drawn";
    screen->click("bar/weights/random");
    EXPECT_TRUE(screen->session().module.weights.empty());
    screen->settle();
    EXPECT_TRUE(screen->shows("bar/init"));
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
    EXPECT_FALSE(screen->shows("bar/patch_size/why"));
}

TEST(TheBar, OpensAPicture) {
    const auto screen = presented({}, {1280, 800});
    screen->click("bar/open");
    EXPECT_TRUE(screen->shows("dialog/open"));
}

/// Of the picture in Explore.
float picture_height(const Screen& screen) {
    return screen.place("explore/picture").height();
}

TEST(ThePresentedScene, HasAClearlyLargerPicture) {
    for (const int side : {256, 1000}) {
        model::Session session;
        session.module.config.img_size = {side, side};
        for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}, ImVec2{1920, 1080}}) {
            const Screen before(session, size);
            const float usual = picture_height(before);
            const auto screen = presented(session, size);
            EXPECT_GT(picture_height(*screen), 1.14F * usual) << side << " at " << size.x;
        }
    }
}

TEST(ThePresentedScene, NeedsNoScrolling) {
    for (const auto& [name, chapter] : model::names_of<model::Chapter>) {
        model::Session session;
        session.chapter = chapter;
        for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}}) {
            const auto screen = presented(session, size);
            const ui::ScreenLayout layout = ui::arrange_screen(size, ui::presentation_factor, true);
            const auto before = screen->application->probe().items();
            screen->wheel({layout.scene.min.x + 5, layout.scene.centre().y}, -10);
            screen->settle();
            for (const auto& [item, place] : screen->application->probe().items()) {
                const auto found = before.find(item);
                if (found == before.end()) continue;
                EXPECT_EQ(found->second.y, place.y) << name << " at " << size.x << ": " << item;
            }
        }
    }
}

TEST(ThePresentedScene, HasItsPlayButtonInSight) {
    for (const auto& [chapter, item] : {std::pair{model::Chapter::projection, "projection/play"},
                                        {model::Chapter::patches, "patches/play"},
                                        {model::Chapter::code, "code/play"}}) {
        model::Session session;
        session.chapter = chapter;
        const ImVec2 size{1280, 800};
        const auto screen = presented(session, size);
        const ui::Rect scene = ui::arrange_screen(size, ui::presentation_factor, true).scene;
        EXPECT_TRUE(scene.contains(screen->place(item))) << item;
    }
}

/// Adds the names of all widgets of which something is visible.
void collect(const Screen& screen, std::set<std::string>& names) {
    for (const auto& [name, place] : screen.application->probe().items()) {
        // A term that stands several times is one term.
        const std::size_t end = name.starts_with("term/") ? name.find('/', 5) : std::string::npos;
        if (place.z > 1 && place.w > 1) names.insert(name.substr(0, end));
    }
}

/// Scrolls from the top to the end at `at`, the left and the right half, and collects what comes into sight.
void look_through(Screen& screen, ImVec2 at, std::set<std::string>& names) {
    for (const float sideways : {100.0F, -100.0F}) {
        ui::compat::feed_modifiers(false, true);
        screen.wheel(at, sideways);
        ui::compat::feed_modifiers(false, false);
        screen.wheel(at, 200);
        for (int step = 0; step < 20; ++step) {
            collect(screen, names);
            screen.wheel(at, -1.4F);
        }
        screen.wheel(at, 200);
    }
}

/// Everything that can be reached: in the scene, in what scrolls inside it, in both drawers and in the menu,
/// by scrolling.
std::set<std::string> within_reach(Screen& screen, ImVec2 size, float scale) {
    std::set<std::string> names;
    const ui::ScreenLayout layout = ui::arrange_screen(size, scale, screen.application->presenting());
    // In the margin, where the wheel does not enlarge what lies there.
    look_through(screen, {layout.scene.min.x + 5 * scale, layout.scene.centre().y}, names);
    if (screen.shows("code/line/0")) look_through(screen, screen.centre("code/line/0"), names);
    screen.key(Key::f10);
    look_through(screen, screen.centre("dialog/menu"), names);
    screen.key(Key::escape);
    const auto open = [&](const char* key, const ui::Rect& drawer) {
        screen.type(key);
        screen.settle();
        look_through(screen, {drawer.min.x + 5 * scale, drawer.min.y + drawer.height() / 4}, names);
        look_through(screen, {drawer.min.x + 5 * scale, drawer.max.y - drawer.height() / 8}, names);
        screen.type(key);
        screen.settle();
    };
    if (layout.folds_parameters()) open("a", layout.parameters);
    if (layout.folds_inspector()) open("d", layout.inspector);
    return names;
}

/// Whether another widget stands in for one in a small window.
bool has_a_stand_in(const std::string& name, const std::set<std::string>& names) {
    if (name == "tooltip") return true;
    if (name == "rail/language" || name == "rail/theme" || name == "rail/help")
        return names.contains("menu/" + name.substr(5));
    // A presentation leaves the shapes out, which lead to chapters.
    if (name.starts_with("explore/shapes") && !names.contains("explore/shapes"))
        return names.contains("rail/patches") && names.contains("rail/maps");
    return name.starts_with("explore/overlay/") && names.contains("explore/overlay");
}

struct SmallWindow {
    ImVec2 size;
    float scale;
    bool presenting;
};

TEST(SmallWindows, LeaveEverythingWithinReach) {
    for (const auto& [id, chapter] : model::names_of<model::Chapter>) {
        model::Session session;
        session.chapter = chapter;
        std::set<std::string> all;
        collect(Screen(session, {1600, 1000}), all);
        ASSERT_GT(all.size(), 30U) << id;
        for (const SmallWindow& window : {SmallWindow{{900, 600}, 1, false}, SmallWindow{{900, 600}, 1, true},
                                          SmallWindow{{1280, 800}, 1, true}}) {
            const float scale = window.scale * (window.presenting ? ui::presentation_factor : 1);
            Screen screen(session, window.size, scale);
            if (window.presenting) screen.key(Key::f5);
            screen.settle();
            const std::set<std::string> reached = within_reach(screen, window.size, scale);
            for (const std::string& name : all) {
                EXPECT_TRUE(reached.contains(name) || has_a_stand_in(name, reached))
                    << id << " at " << window.size.x << (window.presenting ? ", presented: " : ": ") << name;
            }
        }
    }
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

TEST(Messages, StandOverTheRailOfAPresentationBesideTheWayOut) {
    const ImVec2 size{1280, 800};
    const auto screen = presented({}, size);
    screen->application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen->frames(2);
    const ui::ScreenLayout layout = ui::arrange_screen(size, ui::presentation_factor, true);
    const ui::Rect message = screen->place("toast/0");
    EXPECT_FALSE(message.overlaps(layout.scene));
    EXPECT_FALSE(message.overlaps(screen->place("rail/leave")));
    EXPECT_FALSE(message.overlaps(screen->place("rail/menu")));
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
