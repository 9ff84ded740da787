// The code that runs: the order of its steps, the scopes, and the scene that the run brings forward.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/code/run.h"
#include "app/ui/chapters/code/run_moment.h"
#include "app/ui/play_speed.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::CodeLine;
using model::CodeListing;
using model::CodePart;
using model::CodeRun;
using model::CodeScope;
using model::Notation;
using model::RunStep;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ui::compat::Key;

/// The class and the program around it.
CodeListing listing_of(const model::ModuleOptions& options = {}, Notation notation = Notation::pytorch) {
    const auto picture =
        std::make_shared<const model::Picture>(sample("house.png"), load_image(sample("house.png")));
    return model::code_listing(*model::compute(options, picture, nullptr, 1U << 30U, {}, {}), notation);
}

std::vector<CodeLine> lines_of(const CodeListing& listing, const CodeRun& run) {
    std::vector<CodeLine> lines;
    for (const RunStep& step : run.steps)
        lines.push_back(listing.at(step.statement).line);
    return lines;
}

TEST(CodeRun, StepsInTheOrderInWhichPythonRuns) {
    using enum CodeLine;
    const CodeListing listing = listing_of();
    const CodeRun run = model::code_run(listing);
    EXPECT_THAT(lines_of(listing, run),
                ElementsAre(class_definition, docstring, arguments, forward,  // the class is read
                            seed,                                             //
                            make_module, arguments, super_init, img_size, patch_size, num_patches,
                            keep_img_size, keep_patch_size, keep, convolution, make_module,  // and back
                            pixels,                                                          //
                            call, forward, shape, project, return_output, call,              // and back
                            to_tokens, value));
    std::string scopes;
    std::string turns;
    for (const RunStep& step : run.steps) {
        scopes += "pcif"[static_cast<int>(step.scope)];
        turns += ".>"[step.turn == RunStep::Turn::calls];
        if (step.turn == RunStep::Turn::comes_back) turns.back() = '<';
    }
    EXPECT_EQ(scopes,
              "pcccppiiiiiiiiippp"
              "ffffppp");
    EXPECT_EQ(turns, ">....>.........<.>....<..");
}

TEST(CodeRun, DrawsNoSeedForWeightsThatAreNotRandomAndPutsThemInAfterwards) {
    model::ModuleOptions options;
    options.init = Init::dct;
    const CodeListing listing = listing_of(options);
    const std::vector<CodeLine> lines = lines_of(listing, model::code_run(listing));
    EXPECT_EQ(std::ranges::count(lines, CodeLine::seed), 0);
    const auto made = std::ranges::find(lines, CodeLine::initialise);
    ASSERT_NE(made, lines.end());
    EXPECT_EQ(*(made - 1), CodeLine::make_module);
    EXPECT_EQ(*(made + 1), CodeLine::pixels);
}

TEST(CodeRun, GoesFromTopToBottomWhereThereIsNoClass) {
    for (const Notation notation : {Notation::einops, Notation::numpy, Notation::cpp}) {
        const CodeListing listing = listing_of({}, notation);
        const CodeRun run = model::code_run(listing);
        ASSERT_EQ(run.steps.size(), listing.steps.size());
        for (int i = 0; i <= run.last(); ++i) {
            EXPECT_EQ(run.at(i).statement, i);
            EXPECT_EQ(run.at(i).scope, CodeScope::program);
            EXPECT_EQ(run.caller(i), -1);
        }
    }
}

TEST(CodeRun, KnowsWhoCalled) {
    const CodeListing listing = listing_of();
    const CodeRun run = model::code_run(listing);
    const auto caller = [&](CodeLine line) {
        const int statement = run.caller(model::run_step(listing, line));
        return statement < 0 ? CodeLine::value : listing.at(statement).line;
    };
    EXPECT_EQ(caller(CodeLine::convolution), CodeLine::make_module);
    EXPECT_EQ(caller(CodeLine::arguments), CodeLine::make_module);
    EXPECT_EQ(caller(CodeLine::project), CodeLine::call);
    EXPECT_EQ(caller(CodeLine::docstring), CodeLine::class_definition);
    EXPECT_EQ(run.caller(model::run_step(listing, CodeLine::pixels)), -1);
}

/// A world as the screen has it for such settings.
ui::story::World world_of(Size grid, Size patch, int channels, int dims) {
    ui::story::World world;
    world.grid = PatchGrid({grid.height * patch.height, grid.width * patch.width}, patch);
    world.patch = {grid.height / 2, grid.width / 3};
    world.channels = channels;
    world.dims = dims;
    world.dim = dims / 2;
    return world;
}

class CodeScene : public ::testing::Test {
protected:
    ui::story::Moment after(CodeLine line) const {
        return ui::code::run_moment(world, listing, run, model::run_step(listing, line) + 1);
    }
    double light(CodeLine line, CodePart part) const {
        return ui::code::light_at(listing, run, model::run_step(listing, line) + 1, part);
    }

    ui::story::World world = world_of({32, 32}, {8, 8}, 3, 512);
    CodeListing listing = listing_of();
    CodeRun run = model::code_run(listing);
};

TEST_F(CodeScene, HoldsWhatTheStatementsHaveMade) {
    EXPECT_EQ(after(CodeLine::patch_size).fallen, 0);
    EXPECT_EQ(after(CodeLine::num_patches).fallen, 1);
    EXPECT_EQ(after(CodeLine::num_patches).filters.front().shown, 0);
    EXPECT_EQ(after(CodeLine::convolution).filters.front().shown, 1);
    EXPECT_EQ(after(CodeLine::convolution).filters.back().shown, 1);
    EXPECT_LT(after(CodeLine::convolution).picture.shown, 1) << "not yet read";
    EXPECT_EQ(after(CodeLine::pixels).picture.shown, 1);
    EXPECT_EQ(after(CodeLine::shape).layers.front().shown, 0);
    EXPECT_EQ(after(CodeLine::project).layers.front().shown, 1);
    EXPECT_EQ(after(CodeLine::project).mapped, 1);
    EXPECT_EQ(after(CodeLine::project).layers.back().shown, 0);
    EXPECT_EQ(after(CodeLine::return_output).layers.back().shown, 1);
    EXPECT_NEAR(after(CodeLine::return_output).layers.back().box.y,
                world.layer_in_stack(world.layers() - 1).y, 1e-9);
    EXPECT_EQ(after(CodeLine::return_output).sheet.shown, 0);
    EXPECT_EQ(after(CodeLine::to_tokens).sheet.shown, 1);
    EXPECT_NEAR(after(CodeLine::to_tokens).sheet.across_y, 0, 1e-9) << "turned over";
}

TEST_F(CodeScene, TheFilterCrossesThePictureWhileProjRuns) {
    const double begins = model::run_step(listing, CodeLine::project);
    const auto middle = ui::code::run_moment(world, listing, run, begins + 0.6);
    EXPECT_GT(middle.mapped, 0.3);
    EXPECT_LT(middle.mapped, 0.8);
    const ui::story::Box filter = middle.filters.front().box;
    EXPECT_NEAR(filter.x, world.picture().x, 1e-9);
    EXPECT_NEAR(filter.w, world.in_picture({0, 0}).w, 1e-9);
    EXPECT_NEAR(filter.y, world.picture().y + middle.mapped * (world.picture().h - filter.h), 1e-6);
    EXPECT_EQ(middle.filters.front().shown, 1);
    EXPECT_EQ(middle.filters.back().shown, 0);
}

TEST_F(CodeScene, LightsWhatTheLineTouches) {
    EXPECT_EQ(light(CodeLine::num_patches, CodePart::grid), 1);
    EXPECT_EQ(light(CodeLine::num_patches, CodePart::map), 0);
    EXPECT_EQ(light(CodeLine::convolution, CodePart::filter), 1);
    EXPECT_EQ(light(CodeLine::convolution, CodePart::picture), 0);
    EXPECT_EQ(light(CodeLine::project, CodePart::patch), 1);
    EXPECT_EQ(light(CodeLine::return_output, CodePart::map), 1);
    EXPECT_EQ(light(CodeLine::to_tokens, CodePart::tokens), 1);
    for (int part = 0; part <= static_cast<int>(CodePart::tokens); ++part)
        EXPECT_EQ(light(CodeLine::docstring, static_cast<CodePart>(part)), 0);
    EXPECT_THAT(ui::code::lit_parts(listing, run.at(0)), IsEmpty());
}

/// The longest way that a visible thing makes between two moments.
double longest_way(const ui::story::Moment& a, const ui::story::Moment& b) {
    double longest = 0;
    const auto thing = [&](const ui::story::Thing& one, const ui::story::Thing& other) {
        if (std::min(one.shown, other.shown) < 0.05) return;
        for (const double way : {one.box.x - other.box.x, one.box.y - other.box.y, one.box.w - other.box.w,
                                 one.box.h - other.box.h})
            longest = std::max(longest, std::abs(way));
    };
    thing(a.picture, b.picture);
    thing(a.patch, b.patch);
    thing(a.number, b.number);
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        thing(a.layers[i], b.layers[i]);
        thing(a.filters[i], b.filters[i]);
    }
    return longest;
}

TEST_F(CodeScene, ShowsThePictureAloneUntilThereIsMore) {
    const auto view = [&](double time) { return ui::code::run_view(world, listing, run, time); };
    const auto after_line = [&](CodeLine line) { return view(model::run_step(listing, line) + 1); };
    EXPECT_LT(view(0).w, 1.1 * world.picture().w);
    EXPECT_LT(view(0).h, 1.1 * world.picture().h);
    EXPECT_EQ(view(0), after_line(CodeLine::num_patches));
    const ui::story::Box filters =
        *ui::code::place_of_part(world, after(CodeLine::convolution), CodePart::filter);
    EXPECT_GE(after_line(CodeLine::convolution).x + after_line(CodeLine::convolution).w,
              filters.x + filters.w);
    for (const ui::story::Box& last : {after_line(CodeLine::return_output), view(run.last() + 1)}) {
        EXPECT_NEAR(last.x, ui::code::run_world.x, 1e-9);
        EXPECT_NEAR(last.y, ui::code::run_world.y, 1e-9);
        EXPECT_NEAR(last.w, ui::code::run_world.w, 1e-9);
        EXPECT_NEAR(last.h, ui::code::run_world.h, 1e-9);
    }
}

TEST_F(CodeScene, NothingJumps) {
    for (const auto& other : {world, world_of({7, 3}, {16, 32}, 1, 1), world_of({256, 256}, {1, 1}, 4, 4096),
                              world_of({1, 1}, {64, 64}, 3, 40)}) {
        auto before = ui::code::run_moment(other, listing, run, 0);
        constexpr int parts = 50;
        for (int i = 1; i <= parts * static_cast<int>(run.steps.size()); ++i) {
            const auto now = ui::code::run_moment(other, listing, run, static_cast<double>(i) / parts);
            EXPECT_LT(longest_way(before, now), 0.3) << i;
            before = now;
        }
    }
}

model::Session running(int step = 0) {
    model::Session session;
    session.chapter = model::Chapter::code;
    session.place<model::Code>().step = step;
    return session;
}

TEST(CodeRunning, ShowsTheCallsAndTheVariablesOfTheInnermost) {
    Screen screen(running(10));  // num_patches = …
    EXPECT_TRUE(screen.reads("program"));
    EXPECT_TRUE(screen.reads("PatchEmbed.__init__"));
    EXPECT_TRUE(screen.reads("Line 19"));  // model = PatchEmbed()
    EXPECT_TRUE(screen.reads("Line 7"));
    EXPECT_TRUE(screen.reads("num_patches"));
    EXPECT_TRUE(screen.reads("1024"));
    EXPECT_FALSE(screen.reads("model.proj.weight"));
    screen.key(Key::end);
    screen.frames();
    EXPECT_FALSE(screen.reads("PatchEmbed.__init__"));
    EXPECT_FALSE(screen.reads("num_patches"));
    EXPECT_TRUE(screen.reads("model.proj.weight"));
    EXPECT_TRUE(screen.reads("[1, 512, 32, 32]"));
    EXPECT_TRUE(screen.reads("[1, 1024, 512]"));
}

TEST(CodeRunning, SaysThatAFunctionIsOnlyReadBeforeItRuns) {
    Screen screen(running(2));
    EXPECT_TRUE(screen.reads(english()("code.line.def_init")));
    screen.key(Key::page_down);
    screen.frames();
    EXPECT_TRUE(screen.reads(english()("code.line.def_forward")));
    for (int i = 0; i < 3; ++i)
        screen.key(Key::page_down);
    screen.frames();
    EXPECT_TRUE(screen.reads(english()("code.line.arguments", {"8 × 8", "512"})));
}

TEST(CodeRunning, NothingMovesFromStepToStep) {
    Screen screen(running());
    const auto places = [&] {
        std::vector<ui::Rect> all;
        for (int i = 0; screen.shows("code/line/" + std::to_string(i)); ++i)
            all.push_back(screen.place("code/line/" + std::to_string(i)));
        for (const char* name : {"code/play", "code/scene", "code/calls"})
            all.push_back(screen.place(name));
        const ui::Rect variables = screen.place("code/variables");
        all.push_back({variables.min, {variables.max.x, variables.min.y}});  // its foot may move
        return all;
    };
    const auto first = places();
    ASSERT_GT(first.size(), 20U);
    for (int step = 1; step < 25; ++step) {
        screen.key(Key::page_down);
        screen.frames();
        const auto now = places();
        ASSERT_EQ(now.size(), first.size());
        for (std::size_t i = 0; i < now.size(); ++i) {
            EXPECT_EQ(now[i].min.x, first[i].min.x) << step << " " << i;
            EXPECT_EQ(now[i].min.y, first[i].min.y) << step << " " << i;
            EXPECT_EQ(now[i].max.y, first[i].max.y) << step << " " << i;
        }
    }
}

TEST(CodeRunning, APatchIsPickedInTheSceneAndStepsGoOn) {
    Screen screen(running(17));
    const ui::Rect picture = screen.place("story/picture");
    screen.click(
        {picture.min.x + picture.width() * 24.5F / 32, picture.min.y + picture.height() * 8.5F / 32});
    EXPECT_EQ(screen.session().patch, (PatchPosition{8, 24}));
    screen.key(Key::page_down);
    EXPECT_EQ(screen.session().place<model::Code>().step, 18);
}

TEST(CodeRunning, TheSceneFollowsTheStepUnlessMotionIsReduced) {
    Screen screen(running(9));
    screen.key(Key::page_down);
    EXPECT_GT(screen.session().place<model::Code>().behind, 0.5);
    screen.frames(static_cast<int>(ui::seconds_to_follow * 60) + 5);
    EXPECT_EQ(screen.session().place<model::Code>().behind, 0);
    screen.key(Key::page_up);
    EXPECT_LT(screen.session().place<model::Code>().behind, -0.5);
    model::Session still = running(9);
    still.reduced_motion = true;
    Screen reduced(still);
    reduced.key(Key::page_down);
    reduced.frames();
    EXPECT_EQ(reduced.session().place<model::Code>().step, 10);
    EXPECT_EQ(reduced.session().place<model::Code>().behind, 0);
}

}  // namespace
}  // namespace patchlens
