// The Explore chapter driven as a user drives it.
#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/drawing/numbers.h"
#include "core/explain.h"
#include "core/picture/preprocess.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ui::compat::Key;

TEST(TheInspector, StartsCalmAndTakesANumberApartWithOnePress) {
    EXPECT_FALSE(model::Session().place<model::Explore>().dimension_open);
    Screen screen;
    EXPECT_TRUE(screen.shows("inspector/map"));
    screen.click("inspector/fold");
    screen.settle();
    EXPECT_FALSE(screen.shows("inspector/map"));
    EXPECT_TRUE(screen.shows("inspector/dimension/entry")) << "which number it is can still be chosen";
    const model::Session kept = model::session_from_json(model::to_json(screen.session()));
    EXPECT_FALSE(kept.place<model::Explore>().dimension_open) << "remembered";
    screen.click("inspector/unfold");
    screen.settle();
    EXPECT_TRUE(screen.shows("inspector/map"));
}

TEST(Explore, StartsWithThePictureAndItsPatches) {
    Screen screen;
    EXPECT_EQ(screen.state().at("num_patches"), 1024);
    EXPECT_EQ(screen.state().at("chapter"), "explore");
    EXPECT_EQ(screen.state().at("image"), sample("house.png").string());
    EXPECT_EQ(screen.state().at("busy"), false);
    EXPECT_TRUE(screen.reads("32 × 32 = 1,024"));
    EXPECT_TRUE(screen.reads("192 → 512"));
    EXPECT_TRUE(screen.reads("98,816"));
    EXPECT_TRUE(screen.reads("100.7 M"));
    EXPECT_TRUE(screen.reads("2.00 MiB"));
    EXPECT_TRUE(screen.reads("y [1, 512, 32, 32]"));
}

TEST(Explore, DraggingThePatchSizeSliderChangesTheSession) {
    Screen screen;
    const ui::Rect track = screen.place("params/patch_size");
    screen.drag({track.min.x + track.width() * 0.375F, track.centre().y},
                {track.min.x + track.width() * 0.5F, track.centre().y});
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(16));
    EXPECT_EQ(screen.state().at("num_patches"), 256);
    EXPECT_TRUE(screen.reads("16 × 16 = 256"));
}

TEST(Explore, DraggingASliderEverywhereReachesNothingImpossible) {
    Screen screen;
    for (const char* name :
         {"params/img_size", "params/patch_size", "params/in_chans", "params/embed_dim", "params/seed"}) {
        const ui::Rect track = screen.place(name);
        screen.drag(track.centre(), {track.max.x + 400, track.centre().y});
        screen.drag(screen.centre(name), {track.min.x - 400, track.centre().y});
        EXPECT_THAT(screen.messages(), IsEmpty()) << name;
    }
    EXPECT_EQ(screen.session().module.config.embed_dim, 1);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(1));
}

TEST(Explore, ATypedValueIsTaken) {
    Screen screen;
    screen.enter("params/patch_size/entry", "32");
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(32));
    screen.enter("params/img_size/entry", "250");
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(250));
    EXPECT_EQ(screen.state().at("dropped"), nlohmann::ordered_json::array({26, 26}));
    EXPECT_THAT(screen.messages(), IsEmpty());
}

TEST(Explore, AValueThatCannotBeGetsOneSentenceAndChangesNothing) {
    Screen screen;
    screen.enter("params/patch_size/entry", "257");
    EXPECT_THAT(screen.messages(), ElementsAre("a patch of 257x257 does not fit into an image of 256x256; "
                                               "choose a patch_size of at most 256x256 or a larger image"));
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    EXPECT_EQ(screen.state().at("num_patches"), 1024);
}

TEST(Explore, TextWhereANumberBelongsGetsASentence) {
    Screen screen;
    screen.enter("params/embed_dim/entry", "many");
    EXPECT_THAT(screen.messages(), ElementsAre("embed_dim must be a whole number, not \"many\""));
    screen.enter("params/seed/entry", "99999999999999999999");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("seed must be from 0 to ")));
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("not 99999999999999999999")));
    EXPECT_EQ(screen.session().module.seed, 0U);
}

TEST(Explore, TypingEndsWithAClickElsewhere) {
    Screen screen;
    screen.click("params/embed_dim/entry");
    screen.type("64");
    screen.click("params/linked");
    EXPECT_EQ(screen.session().module.config.embed_dim, 64);
}

TEST(Explore, EscapeGivesUpWhatWasTyped) {
    Screen screen;
    screen.click("params/embed_dim/entry");
    screen.type("64");
    screen.key(Key::escape);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.embed_dim, 512);
}

TEST(Explore, AClickSelectsThePatchUnderTheMouse) {
    Screen screen;
    const ui::Rect picture = screen.place("explore/picture");
    screen.click(
        {picture.min.x + picture.width() * (5.5F / 32), picture.min.y + picture.height() * (2.5F / 32)});
    EXPECT_EQ(screen.session().patch, (PatchPosition{2, 5}));
    EXPECT_EQ(screen.application->results()->selection.patch, (PatchPosition{2, 5}));
    EXPECT_TRUE(screen.reads("Patch (2, 5)"));
}

TEST(Explore, HoveringNamesThePatchAndSelectsNothing) {
    Screen screen;
    const ui::Rect picture = screen.place("explore/picture");
    screen.move_mouse({picture.min.x + 2, picture.min.y + 2});
    EXPECT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({0, 0}));
    EXPECT_TRUE(screen.shows("tooltip"));
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Explore, ArrowsMoveThePatchAndStopAtTheEdge) {
    Screen screen;
    screen.key(Key::right);
    screen.key(Key::down);
    EXPECT_EQ(screen.session().patch, (PatchPosition{20, 11}));
    for (int i = 0; i < 30; ++i)
        screen.key(Key::up);
    EXPECT_EQ(screen.session().patch, (PatchPosition{0, 11}));
}

TEST(Explore, BracketsChangeThePatchSizeAndCommasTheDimension) {
    Screen screen;
    screen.type("]");
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(9));
    screen.type("[[");
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    screen.type("..");
    EXPECT_EQ(screen.session().dim, 138);
    screen.type(",");
    EXPECT_EQ(screen.session().dim, 137);
}

TEST(Explore, UndoTakesBackAWholeDragAndRedoBringsItAgain) {
    Screen screen;
    const ui::Rect track = screen.place("params/patch_size");
    screen.drag({track.min.x + track.width() * 0.375F, track.centre().y}, {track.max.x, track.centre().y});
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(256));
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    screen.key(Key::y, true);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(256));
    screen.key(Key::z, true);
    screen.key(Key::z, true, true);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(256));
}

TEST(Explore, AClickOnABarSelectsItsDimension) {
    Screen screen;
    const ui::Rect strip = screen.place("inspector/strip");
    screen.click({strip.min.x + 1, strip.min.y + 1});
    EXPECT_EQ(screen.session().dim, 0);
    screen.enter("inspector/dimension/entry", "511");
    EXPECT_EQ(screen.session().dim, 511);
    screen.enter("inspector/dimension/entry", "512");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("there is no dimension 512")));
    EXPECT_EQ(screen.session().dim, 511);
}

TEST(Explore, TheNumberShownIsTheNumberOfTheModule) {
    Screen screen;
    const DecodedImage house = load_image(sample("house.png"));
    const Tensor pixels = to_tensor(fit_image(house.image, {}), Normalize::none);
    const PatchEmbed module(initialise(Init::torch, {}, 0));
    const Explanation expected = explain(module, pixels, {19, 10}, 137);
    EXPECT_EQ(screen.state().at("value").get<float>(), expected.value);
    EXPECT_TRUE(screen.reads(ui::with_sign(expected.value)));
    EXPECT_TRUE(screen.reads(ui::with_sign(expected.bias)));
    for (const double sum : expected.channel_sums)
        EXPECT_TRUE(screen.reads(ui::with_sign(sum)));
    EXPECT_EQ(*screen.application->results()->vector, module.embed_patch(pixels, {19, 10}));
}

TEST(Explore, HeightAndWidthCanBeChosenApart) {
    Screen screen;
    EXPECT_FALSE(screen.shows("params/patch_size/width"));
    screen.click("params/linked");
    screen.enter("params/patch_size/width/entry", "16");
    screen.enter("params/img_size/entry", "128");
    EXPECT_EQ(screen.session().module.config.patch_size, (Size{8, 16}));
    EXPECT_EQ(screen.session().module.config.img_size, (Size{128, 256}));
    EXPECT_TRUE(screen.reads("16 × 16 = 256"));
    screen.click("params/linked");
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(128));
}

TEST(Explore, TheWheelZoomsToTheCursor) {
    Screen screen;
    const ui::Rect before = screen.place("explore/selected");
    screen.wheel(before.centre(), 4);
    const ui::Rect after = screen.place("explore/selected");
    EXPECT_GT(after.width(), before.width() * 2);
    EXPECT_NEAR(after.centre().x, before.centre().x, before.width());
    EXPECT_NEAR(after.centre().y, before.centre().y, before.width());
    screen.click("explore/fit");
    EXPECT_EQ(screen.session().place<model::Explore>().view, model::PictureView{});
}

TEST(Explore, ADroppedPictureReplacesTheOldOne) {
    Screen screen;
    screen.application->open(sample("harbour.png"));
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("harbour.png"));
    EXPECT_TRUE(screen.reads("harbour.png"));
    EXPECT_TRUE(screen.reads("333 × 500 · RGB"));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.state().at("image"), sample("house.png").string());
}

TEST(Explore, APictureThatCannotBeOpenedIsAMessageAndTheOldOneStays) {
    Screen screen;
    screen.application->open("/nowhere/at/all.png");
    screen.settle();
    EXPECT_EQ(screen.messages().size(), 1U);
    EXPECT_THAT(screen.messages().front(), HasSubstr("all.png"));
    EXPECT_EQ(screen.session().picture, sample("house.png"));
    EXPECT_EQ(screen.state().at("num_patches"), 1024);
}

TEST(Explore, ASampleIsOpenedFromTheList) {
    Screen screen;
    screen.click("picture/open");
    ASSERT_TRUE(screen.shows("open/tiles.png"));
    screen.click("open/tiles.png");
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("tiles.png"));
    EXPECT_FALSE(screen.shows("dialog/open"));
}

TEST(Explore, APathCanBePasted) {
    Screen screen;
    screen.key(Key::o, true);
    screen.frames(3);
    screen.type("file://" + sample("leaf.png").string());
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("leaf.png"));
}

TEST(Explore, HelpOpensWithF1AndClosesWithEscape) {
    Screen screen;
    screen.key(Key::f1);
    EXPECT_TRUE(screen.shows("dialog/help"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("dialog/help"));
}

TEST(Explore, TheThemeChanges) {
    Screen screen;
    screen.click("rail/theme");
    EXPECT_EQ(screen.state().at("theme"), "light");
    screen.type("t");
    EXPECT_EQ(screen.state().at("theme"), "dark");
}

TEST(Explore, EverythingIsReachedByTabAndWorksWithoutAMouse) {
    Screen screen;
    std::vector<std::string> visited;
    for (int i = 0; i < 80; ++i) {
        screen.key(Key::tab);
        visited.push_back(screen.state().at("focus").get<std::string>());
    }
    for (const char* name : {"rail/explore", "rail/theme", "picture/open", "params/img_size",
                             "params/patch_size/entry", "params/linked", "explore/picture", "explore/grid",
                             "inspector/stretch", "inspector/strip", "inspector/dimension/entry"}) {
        EXPECT_THAT(visited, ::testing::Contains(name));
    }
}

TEST(Explore, AFocusedSliderTakesTheArrows) {
    Screen screen;
    screen.focus("params/patch_size");
    screen.key(Key::right);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(9));
    screen.key(Key::page_up);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(18));
    EXPECT_EQ(screen.session().patch.row, 8);  // where row 156 is: the arrow key did not move it
    screen.key(Key::tab);
    screen.type("16");
    screen.key(Key::tab);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(16));
}

TEST(Explore, WhatIsTooLargeForMemoryIsTakenBack) {
    Screen screen;
    screen.enter("params/img_size/entry", "8192");
    screen.enter("params/embed_dim/entry", "4096");
    screen.enter("params/patch_size/entry", "8192");
    EXPECT_EQ(screen.messages().size(), 1U);
    EXPECT_THAT(screen.messages().front(), HasSubstr("memory"));
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    EXPECT_EQ(screen.state().at("busy"), false);
}

}  // namespace
}  // namespace patchlens
