// Leads from Explore to where a number is explained, and the way back.
#include <gtest/gtest.h>

#include "app/model/code/run.h"
#include "app/model/state/trail.h"
#include "app/ui/widgets/lead.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::Chapter;
using ui::compat::Key;

model::Session at_a_patch() {
    model::Session session;
    session.patch = {3, 30};
    session.dim = 5;
    return session;
}

void expect_at_the_patch(const Screen& screen) {
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 30}));
    EXPECT_EQ(screen.session().dim, 5);
}

void press_twice(Screen& screen, ImVec2 at) {
    screen.move_mouse(at);
    for (int i = 0; i < 2; ++i) {
        screen.press();
        fake::feed_button(0, false);
        screen.frames(1);
    }
    screen.settle();
}

void expect_back_in_explore(Screen& screen) {
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    expect_at_the_patch(screen);
}

TEST(Leads, TheSumGoesToProjectionAtTheSameNumberAndBack) {
    for (const char* name : {"inspector/sum/lead", "inspector/dimension/lead", "inspector/vector/lead"}) {
        Screen screen(at_a_patch());
        screen.click(name);
        EXPECT_EQ(screen.session().chapter, Chapter::projection) << name;
        EXPECT_EQ(screen.session().place<model::Projection>().view, model::ProjectionView::planes);
        expect_at_the_patch(screen);
        expect_back_in_explore(screen);
    }
}

TEST(Leads, APixelOfAPlaneGoesToItsProduct) {
    for (const char* plane : {"inspector/plane/1", "inspector/filter/1"}) {
        Screen screen(at_a_patch());
        const ui::Rect place = screen.place(plane);
        const float cell = place.width() / 8;
        screen.click(ImVec2{place.min.x + cell * 3.5F, place.min.y + cell * 2.5F});
        EXPECT_EQ(screen.session().chapter, Chapter::projection) << plane;
        EXPECT_EQ(screen.session().place<model::Projection>().term, 64 + 2 * 8 + 3);
        expect_at_the_patch(screen);
        expect_back_in_explore(screen);
    }
}

TEST(Leads, ThePatchGoesToTheGrid) {
    Screen screen(at_a_patch());
    screen.click("inspector/patch");
    EXPECT_EQ(screen.session().chapter, Chapter::patches);
    expect_at_the_patch(screen);
    expect_back_in_explore(screen);
}

TEST(Leads, ABarIsSelectedByAClickAndLeadsToItsSumByTwo) {
    Screen screen(at_a_patch());
    const ui::Rect bars = screen.place("inspector/vector");
    press_twice(screen, bars.centre());
    const int dim = screen.session().dim;
    EXPECT_NE(dim, 5);
    EXPECT_EQ(screen.session().chapter, Chapter::projection);
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    EXPECT_EQ(screen.session().dim, dim);
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 30}));
}

TEST(Leads, ATileAndACellOfTheTokensGoToTheirSum) {
    for (const auto& [view, name] :
         {std::pair{model::MapsView::filters, "maps/atlas"}, std::pair{model::MapsView::maps, "maps/atlas"},
          std::pair{model::MapsView::tokens, "maps/tokens"}}) {
        model::Session session = at_a_patch();
        session.chapter = Chapter::maps;
        session.place<model::Maps>().view = view;
        Screen screen(session);
        const ui::Rect wall = screen.place(name);
        const float inside = view == model::MapsView::tokens ? 1 : 8;
        press_twice(screen, {wall.min.x + inside, wall.min.y + inside});
        EXPECT_EQ(screen.session().chapter, Chapter::projection);
        EXPECT_EQ(screen.session().dim, 0);
        screen.key(Key::backspace);
        screen.settle();
        EXPECT_EQ(screen.session().chapter, Chapter::maps);
        EXPECT_EQ(screen.session().place<model::Maps>().view, view);
    }
}

TEST(Leads, AShapeGoesToWhereItIsMade) {
    const auto reaches = [](const char* name, Chapter chapter) {
        Screen screen(at_a_patch());
        screen.click(name);
        EXPECT_EQ(screen.session().chapter, chapter) << name;
        const model::Session there = screen.session();
        expect_back_in_explore(screen);
        return there;
    };
    reaches("explore/shapes/x", Chapter::patches);
    const auto y = reaches("explore/shapes/y", Chapter::maps);
    EXPECT_EQ(y.place<model::Maps>().view, model::MapsView::maps);
    const auto tokens = reaches("explore/shapes/tokens", Chapter::maps);
    EXPECT_EQ(tokens.place<model::Maps>().view, model::MapsView::tokens);
    const auto line_of = [&](const char* name) {
        Screen screen(at_a_patch());
        const auto listing = model::code_listing(*screen.application->results(), model::Notation::pytorch);
        screen.click(name);
        EXPECT_EQ(screen.session().chapter, Chapter::code) << name;
        const int step = screen.session().place<model::Code>().step;
        return listing.at(model::code_run(listing).at(step).statement).line;
    };
    EXPECT_EQ(line_of("explore/shapes/proj"), model::CodeLine::project);
    EXPECT_EQ(line_of("explore/shapes/flatten"), model::CodeLine::to_tokens);
}

TEST(Leads, TheBridgeFromWordsGoesToTheMatrixProduct) {
    model::Session session = at_a_patch();
    session.chapter = Chapter::words;
    Screen screen(session);
    screen.click("words/bridge/lead");
    EXPECT_EQ(screen.session().chapter, Chapter::projection);
    EXPECT_EQ(screen.session().place<model::Projection>().view, model::ProjectionView::matrix);
    screen.key(Key::backspace);
    EXPECT_EQ(screen.session().chapter, Chapter::words);
}

TEST(Leads, WorkByKeysAlone) {
    Screen screen(at_a_patch());
    screen.focus("inspector/sum/lead");
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::projection);
    expect_at_the_patch(screen);
}

TEST(TheWayBack, StandsInTheRailInAPlaceOfItsOwn) {
    Screen screen(at_a_patch());
    EXPECT_FALSE(screen.shows("rail/back"));
    EXPECT_TRUE(screen.reads("PatchLens"));
    const ui::Rect before = screen.place("rail/explore");
    screen.click("inspector/sum/lead");
    ASSERT_TRUE(screen.shows("rail/back"));
    const ui::Rect after = screen.place("rail/explore");
    EXPECT_EQ(before.min.x, after.min.x);
    EXPECT_EQ(before.max.x, after.max.x);
    screen.move_mouse(screen.centre("rail/back"));
    EXPECT_TRUE(screen.mentions("Back to Explore: patch (3, 30), dimension 5"));
    screen.click("rail/back");
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    expect_at_the_patch(screen);
    EXPECT_FALSE(screen.shows("rail/back"));
}

TEST(TheWayBack, BringsTheSelectionBackThatWasMadeThere) {
    Screen screen(at_a_patch());
    screen.click("inspector/sum/lead");
    screen.type(".");
    screen.key(Key::right);
    screen.settle();
    EXPECT_EQ(screen.session().dim, 6);
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 31}));
    expect_back_in_explore(screen);
    screen.key(Key::z, true);  // what Back changed can be undone like any selection
    screen.settle();
    EXPECT_EQ(screen.session().dim, 6);
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 31}));
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
}

TEST(TheWayBack, LeavesUndoAloneWhereTheSelectionStayed) {
    Screen screen(at_a_patch());
    screen.type("]");
    screen.settle();
    screen.click("inspector/sum/lead");
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(9));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    expect_at_the_patch(screen);
}

TEST(TheWayBack, IsNoMatterOfTypingAndOfBoxes) {
    Screen screen(at_a_patch());
    screen.click("inspector/sum/lead");
    screen.click("params/img_size/entry");
    screen.key(Key::backspace);
    EXPECT_EQ(screen.session().chapter, Chapter::projection);
    screen.key(Key::escape);
    screen.key(Key::f1);
    screen.key(Key::backspace);
    EXPECT_EQ(screen.session().chapter, Chapter::projection);
}

TEST(TheWayBack, LeadsThroughSeveralStopsInTurn) {
    Screen screen(at_a_patch());
    screen.click("explore/shapes/tokens");
    screen.key(Key::f2);
    screen.type("histogram");
    screen.frames(2);
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    EXPECT_EQ(screen.session().place<model::Explore>().vector_view, model::VectorView::histogram);
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::maps);
    EXPECT_EQ(screen.session().place<model::Maps>().view, model::MapsView::tokens);
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    EXPECT_EQ(screen.session().place<model::Explore>().vector_view, model::VectorView::order);
    screen.key(Key::backspace);
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
}

TEST(TheWayBack, EndsWhereOneWentOneself) {
    Screen screen(at_a_patch());
    screen.click("inspector/sum/lead");
    screen.type("2");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    EXPECT_FALSE(screen.shows("rail/back"));
}

TEST(Trail, KeepsThePresentPatchWhereThePictureIsCutOtherwise) {
    const Size picture{256, 256};
    model::Session session;
    session.patch = {30, 30};
    session.dim = 7;
    const model::Stop stop = model::stop_at(session, model::cut_of(session.module, picture));
    session.module.config.patch_size = to_pair(16);
    session.patch = {2, 3};
    session.dim = 8;
    session.chapter = Chapter::maps;
    const auto back = model::returned(session, stop, model::cut_of(session.module, picture));
    EXPECT_EQ(back.patch, (PatchPosition{2, 3}));
    EXPECT_EQ(back.dim, 7);
    EXPECT_EQ(back.chapter, Chapter::explore);
}

TEST(Trail, ForgetsTheOldestStopsBeyondItsLength) {
    model::Trail trail;
    EXPECT_EQ(trail.last(), nullptr);
    for (int dim = 0; dim <= static_cast<int>(model::Trail::longest); ++dim) {
        model::Stop stop;
        stop.dim = dim;
        trail.leave(stop);
    }
    int left = 0;
    int oldest = -1;
    while (const auto stop = trail.back()) {
        ++left;
        oldest = stop->dim;
    }
    EXPECT_EQ(left, static_cast<int>(model::Trail::longest));
    EXPECT_EQ(oldest, 1);
}

TEST(Lead, NamesTheProductByChannelRowAndColumn) {
    const Screen screen(at_a_patch());
    const model::Lead lead = ui::lead_to_product(*screen.application->results(), 2, {7, 6});
    EXPECT_EQ(lead.product, 2 * 64 + 7 * 8 + 6);
    EXPECT_EQ(lead.patch, (PatchPosition{3, 30}));
    EXPECT_EQ(lead.dim, 5);
}

}  // namespace
}  // namespace patchlens
