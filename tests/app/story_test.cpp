// The story: one scene that is a pure function of its time, its numbers, and how one goes through it.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/chapters/summation.h"
#include "app/model/computing/module_weights.h"
#include "app/model/state/session.h"
#include "app/ui/chapters/story/camera.h"
#include "app/ui/chapters/story/numbers_shown.h"
#include "app/ui/chapters/story/predictions.h"
#include "app/ui/chapters/story/progress.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/chapters/story/timeline.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/scale.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::Chapter;
using model::Story;
using ui::compat::Key;
using ui::story::Box;
using ui::story::Moment;
using ui::story::moment_at;
using ui::story::Thing;
using ui::story::World;

World world_of(Size image, Size patch, int channels, int dims, Sliding sliding = {}) {
    World world;
    world.grid = PatchGrid(image, patch, sliding);
    world.patch = world.grid.nearest({19, 10});
    world.channels = channels;
    world.dims = dims;
    world.dim = std::min(dims - 1, 137);
    world.words = 4;
    world.rows = 123;
    world.row = 122;
    const Size grid = world.grid.grid();
    world.twins.emplace(PatchPosition{0, 0}, PatchPosition{grid.height - 1, grid.width - 1});
    world.twins_equal = world.twins_known = true;
    return world;
}

std::vector<World> worlds() {
    return {world_of({256, 256}, {8, 8}, 3, 512),
            world_of({256, 256}, {1, 1}, 1, 4096),
            world_of({256, 256}, {64, 64}, 4, 1),
            world_of({256, 256}, {256, 256}, 3, 7),
            world_of({250, 300}, {16, 32}, 3, 768),
            world_of({16, 2048}, {16, 16}, 3, 32),
            world_of({224, 224}, {7, 7}, 3, 64, {Size{4, 4}, Size{3, 3}})};
}

std::vector<Thing> things_of(const Moment& moment) {
    std::vector<Thing> things{moment.table, moment.one_hot, moment.picked, moment.picture, moment.patch,
                              moment.sum,   moment.bias,    moment.number, moment.vector,  moment.band};
    for (const auto* several :
         {&moment.words, &moment.indices, &moment.vectors, &moment.pixels, &moment.weights, &moment.products,
          &moment.layers, &moment.filters, &moment.twins, &moment.twin_vectors})
        things.insert(things.end(), several->begin(), several->end());
    for (const auto& pieces : moment.pieces)
        things.insert(things.end(), pieces.begin(), pieces.end());
    return things;
}

double distance(const Box& a, const Box& b) {
    return std::max({std::abs(a.x - b.x), std::abs(a.y - b.y), std::abs(a.w - b.w), std::abs(a.h - b.h)});
}

constexpr double step = 0.0025;

TEST(TheTimeline, MovesEverythingWithoutAJump) {
    for (const World& world : worlds()) {
        std::vector<Thing> before = things_of(moment_at(world, 0));
        for (double time = step; time <= model::story_beats; time += step) {
            const std::vector<Thing> now = things_of(moment_at(world, time));
            ASSERT_EQ(now.size(), before.size());
            for (std::size_t i = 0; i < now.size(); ++i) {
                const bool visible = now[i].shown > 0.02 && before[i].shown > 0.02;
                if (visible) {
                    ASSERT_LT(distance(now[i].box, before[i].box), 0.1) << "thing " << i << " at " << time;
                }
                ASSERT_LT(std::abs(now[i].shown - before[i].shown), 0.25) << "thing " << i << " at " << time;
                ASSERT_TRUE(now[i].shown > -1e-9 && now[i].shown < 1 + 1e-9)
                    << "thing " << i << " at " << time;
            }
            before = now;
        }
    }
}

TEST(TheTimeline, ShowsTheBeginningOfABeatAsTheEndOfTheOneBefore) {
    Story::Place end{.beat = 4, .fraction = 1};
    Story::Place begin{.beat = 5, .fraction = 0};
    EXPECT_EQ(ui::story::time_of(end), ui::story::time_of(begin));
    EXPECT_EQ(ui::story::beat_at(5.0), (std::pair{4, 1.0}));
    EXPECT_EQ(ui::story::beat_at(0.0), (std::pair{0, 0.0}));
    EXPECT_EQ(ui::story::beat_at(12.25), (std::pair{12, 0.25}));
}

TEST(TheCamera, GlidesAndNeverCuts) {
    for (const World& world : worlds()) {
        Box before = ui::story::view_at(world, 0);
        for (double time = step; time <= model::story_beats; time += step) {
            const Box now = ui::story::view_at(world, time);
            ASSERT_LT(distance(now, before), 0.08) << time;
            before = now;
        }
    }
}

TEST(TheCamera, SeesAWallOfOneFilterFromNearer) {
    const Box one = ui::story::view_at(world_of({256, 256}, {8, 8}, 3, 1), 11);
    const Box many = ui::story::view_at(world_of({256, 256}, {8, 8}, 3, 512), 11);
    EXPECT_LT(one.h, 0.5 * many.h);
    EXPECT_LT(one.w, 0.7 * many.w);
}

TEST(TheCamera, SeesWhatABeatIsAbout) {
    const auto inside = [](const Box& view, const Box& box) {
        return box.x >= view.x && box.y >= view.y && box.x + box.w <= view.x + view.w &&
               box.y + box.h <= view.y + view.h;
    };
    for (const World& world : worlds()) {
        const auto view_at = [&](double time) { return ui::story::view_at(world, time); };
        EXPECT_TRUE(inside(view_at(3), world.picture()));
        EXPECT_TRUE(inside(view_at(3.5), world.grown()));
        EXPECT_TRUE(inside(view_at(3.5), world.picture_aside())) << "it stays beside the patch";
        EXPECT_TRUE(inside(view_at(6), world.picture_aside()));
        EXPECT_TRUE(inside(view_at(4), world.plane(world.channels - 1)));
        EXPECT_TRUE(inside(view_at(5), world.row_of_values(ui::story::pixels_top)));
        EXPECT_TRUE(inside(view_at(6), world.vector()));
        EXPECT_TRUE(inside(view_at(8), world.map()));
        EXPECT_TRUE(inside(view_at(8.36), world.layer_in_stack(world.layers() - 1)));
        EXPECT_TRUE(inside(view_at(9), world.tokens()));
        EXPECT_TRUE(inside(view_at(9.5), world.picture()));
        EXPECT_TRUE(inside(view_at(9.5), world.filter_in_column(0)));
        EXPECT_TRUE(inside(view_at(11), world.filter_on_wall(world.layers() - 1)));
        EXPECT_TRUE(inside(view_at(11), world.layer_on_wall(world.layers() - 1)));
    }
}

TEST(TheTimeline, UnrollsThePlanesChannelByChannelIntoOneRow) {
    const World world = world_of({256, 256}, {8, 8}, 3, 512);
    const Moment planes = moment_at(world, 4);
    const Moment row = moment_at(world, 5);
    ASSERT_EQ(row.pixels.size(), 24U) << "3 channels of 8 rows";
    EXPECT_EQ(planes.pixels[8].box, world.strip_in_plane(8, false));
    EXPECT_EQ(world.strip_begin(8), 64) << "the second channel begins at the 65th value";
    for (std::size_t i = 1; i < row.pixels.size(); ++i)
        EXPECT_NEAR(row.pixels[i].box.x, row.pixels[i - 1].box.x + row.pixels[i - 1].box.w, 1e-12);
}

bool overlap(const Box& a, const Box& b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

TEST(TheTimeline, KeepsWhatIsTakenApartClearOfEachOther) {
    for (const World& world : worlds()) {
        const Moment planes = moment_at(world, 4);
        for (const Thing& strip : planes.pixels) {
            EXPECT_FALSE(overlap(strip.box, planes.patch.box));
            EXPECT_FALSE(overlap(strip.box, planes.picture.box));
        }
        for (double time = 7; time <= 8; time += 0.02) {
            const Moment moment = moment_at(world, time);
            if (moment.layers.front().shown < 0.02) continue;
            EXPECT_FALSE(overlap(moment.patch.box, moment.layers.front().box)) << time;
            EXPECT_LT(moment.pixels.front().shown, 0.02) << time;
            for (const Thing& strip : moment.weights)
                EXPECT_FALSE(overlap(strip.box, moment.layers.front().box)) << time;
        }
    }
}

TEST(TheTimeline, TurnsTheMatrixOverSoThatRowsBecomeColumns) {
    const World world = world_of({256, 256}, {8, 8}, 3, 512);
    const auto before = moment_at(world, 8.72).sheet;
    const auto after = moment_at(world, 9).sheet;
    EXPECT_EQ(before.across_x, 0) << "dimensions lie one below the other";
    EXPECT_EQ(before.down_y, 0) << "patches lie beside each other";
    EXPECT_NEAR(after.across_y, 0, 1e-12);
    EXPECT_NEAR(after.down_x, 0, 1e-12);
    EXPECT_NEAR(after.down_y, world.tokens().h, 1e-12);
    EXPECT_NEAR(after.across_x, world.tokens().w, 1e-12);
}

// Going through it

TEST(Progress, GoesOnAtTheEndOfABeatAndComesToItWhileMoving) {
    Story::Place place{.beat = 3, .fraction = 1};
    place = ui::story::next(place, {}, false);
    EXPECT_EQ(place.beat, 4);
    EXPECT_EQ(place.going, 1);
    place = ui::story::later(place, 1, {});
    EXPECT_GT(place.fraction, 0);
    EXPECT_LT(place.fraction, 1);
    place = ui::story::next(place, {}, false);
    EXPECT_EQ(place.beat, 4);
    EXPECT_EQ(place.fraction, 1);
    EXPECT_EQ(place.going, 0);
}

/// No question is answered.
ui::story::Holds open_questions() {
    ui::story::Holds holds;
    for (const model::StoryHalt& halt : model::story_halts)
        holds.at(static_cast<std::size_t>(halt.beat)) = halt.fraction;
    return holds;
}

TEST(Progress, ComesToTheFirstOpenQuestionOnTheWay) {
    using ui::story::at_beat;
    using ui::story::at_time;
    using ui::story::time_of;
    const ui::story::Holds open = open_questions();
    const Story::Place begin{.beat = 0, .fraction = 1};
    Story::Place place = at_beat(begin, 12, open);
    EXPECT_DOUBLE_EQ(time_of(place), 2.45);
    EXPECT_DOUBLE_EQ(time_of(at_time(place, 4, open)), 2.45) << "scrubbing does not go over it";
    place = at_beat(place, 12, open);
    EXPECT_DOUBLE_EQ(time_of(place), 6) << "a second press leaves it open and comes to the next";
    EXPECT_DOUBLE_EQ(time_of(at_beat(place, 2, open)), 2.45) << "back to the open question";
    place = at_beat(begin, 2, open);
    EXPECT_DOUBLE_EQ(time_of(at_beat(place, 2, open)), 3);
    EXPECT_DOUBLE_EQ(time_of(at_beat(begin, 12, {})), 13) << "nothing is open";
    EXPECT_DOUBLE_EQ(time_of(at_time(place, 0.5, open)), 0.5);
}

TEST(Progress, WaitsForAnAnswerAndGoesOnWithoutOne) {
    const ui::story::Holds open = open_questions();
    Story::Place place{.beat = 2, .fraction = 0};
    place.going = 1;
    place.playing = true;
    place = ui::story::later(place, 100, open);
    EXPECT_EQ(place.fraction, 0.45);
    EXPECT_EQ(place.going, 0);
    EXPECT_FALSE(place.playing);
    place = ui::story::next(place, open, false);
    EXPECT_EQ(place.going, 1) << "never blocking";
    place = ui::story::later(place, 100, open);
    EXPECT_EQ(place.fraction, 1);
}

TEST(Progress, JumpsWhereMotionIsReduced) {
    Story::Place place{.beat = 1, .fraction = 1};
    place = ui::story::next(place, open_questions(), true);
    EXPECT_EQ(place.beat, 2);
    EXPECT_EQ(place.fraction, 0.45);
    place = ui::story::next(place, open_questions(), true);
    EXPECT_EQ(place.fraction, 1);
    place = ui::story::back(place, true);
    EXPECT_EQ(place.beat, 1);
    EXPECT_EQ(place.fraction, 1);
}

TEST(Progress, GoesBackThroughTheBeatToTheEndOfTheOneBefore) {
    Story::Place place{.beat = 4, .fraction = 1};
    place = ui::story::back(place, false);
    EXPECT_EQ(place.going, -1);
    for (int frame = 0; frame < 1000 && place.going != 0; ++frame)
        place = ui::story::later(place, 1.0 / 60, {});
    EXPECT_EQ(place.beat, 3);
    EXPECT_EQ(place.fraction, 1);
}

TEST(Predictions, OfferThreeDifferentNumbersWithTheRightOneAmongThem) {
    using enum model::StoryAnswer;
    for (const auto& [number, first, second] :
         {std::tuple{1024, 8, 64}, {1, 1, 1}, {64, 8, 64}, {768, 3, 768}, {4, 2, 4}, {1, 256, 65536}}) {
        const auto offer = ui::story::number_offer(
            number, {ui::story::WrongNumber{first, side}, ui::story::WrongNumber{second, area}});
        EXPECT_EQ(offer.numbers.at(static_cast<std::size_t>(offer.right())), number);
        EXPECT_LT(offer.numbers[0], offer.numbers[1]);
        EXPECT_LT(offer.numbers[1], offer.numbers[2]);
    }
    const auto article =
        ui::story::number_offer(1024, {ui::story::WrongNumber{8, side}, ui::story::WrongNumber{64, area}});
    EXPECT_EQ(article.numbers, (std::array<std::int64_t, 3>{8, 64, 1024}));
    EXPECT_EQ(article.answers, (std::array{side, area, right}));
    const auto one =
        ui::story::number_offer(1, {ui::story::WrongNumber{1, channels}, ui::story::WrongNumber{1, values}});
    EXPECT_EQ(one.answers, (std::array{right, more, still_more}));
    EXPECT_EQ(one.find(channels), -1) << "who believed that is asked again";
}

TEST(Predictions, AskNothingThatCannotBeSeen) {
    using enum model::StoryQuestion;
    World world = world_of({256, 256}, {256, 256}, 3, 512);
    EXPECT_FALSE(ui::story::offer_of(world, sharing)) << "one patch";
    EXPECT_TRUE(ui::story::offer_of(world, position));
    world.twins_equal = false;
    EXPECT_FALSE(ui::story::offer_of(world, position)) << "no two are equal";
    world.twins_known = false;
    EXPECT_TRUE(ui::story::offer_of(world, position)) << "while they are looked for, the beat waits";
}

// On the screen

model::Session at(int beat, double fraction = 1) {
    model::Session session;
    session.chapter = Chapter::story;
    session.place<Story>().beat = beat;
    session.place<Story>().fraction = fraction;
    return session;
}

model::Session answered(model::Session session) {
    Story::Place& place = session.place<Story>();
    place.patches = place.length = place.sharing = place.position = model::StoryAnswer::right;
    return session;
}

const Story::Place& place_of(const Screen& screen) {
    return screen.session().place<Story>();
}

TEST(TheStory, StandsFirstInTheRailAndWaitsAtItsFirstBeat) {
    Screen screen;
    screen.type("1");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::story);
    EXPECT_EQ(screen.state().at("story").at("beat"), 0);
    screen.frames(30);
    EXPECT_EQ(screen.state().at("story").at("fraction"), 1.0) << "nothing moves by itself";
    EXPECT_FALSE(screen.application->animating());
}

TEST(TheStory, GoesOnAndBackByButtonsArrowsDotsAndTheWheel) {
    Screen screen(answered(at(3)));
    screen.click("story/next");
    screen.frames(60 * 8);
    EXPECT_EQ(place_of(screen).beat, 4);
    EXPECT_EQ(place_of(screen).fraction, 1);
    screen.key(Key::left);
    screen.frames(60 * 3);
    EXPECT_EQ(place_of(screen).beat, 3);
    screen.key(Key::right);
    screen.key(Key::right);
    EXPECT_EQ(place_of(screen).beat, 4);
    EXPECT_EQ(place_of(screen).fraction, 1) << "the second press comes to the end at once";
    screen.click("story/dot/10");
    EXPECT_EQ(place_of(screen).beat, 9);
    EXPECT_EQ(place_of(screen).fraction, 1);
    screen.wheel(screen.centre("story/world"), 1);
    EXPECT_EQ(place_of(screen).fraction, 0.875);
    screen.wheel(screen.centre("story/world"), -1);
    EXPECT_EQ(place_of(screen).fraction, 1);
    screen.click("story/back");
    screen.frames(60 * 3);
    EXPECT_EQ(place_of(screen).beat, 8);
    EXPECT_EQ(screen.session().patch, model::Session().patch) << "arrows do not move the patch here";
}

TEST(TheStory, IsPulledAlongByItsDots) {
    Screen screen(answered(at(0)));
    screen.drag(screen.centre("story/dot/1"), screen.centre("story/dot/6"));
    EXPECT_NEAR(ui::story::time_of(place_of(screen)), 6, 0.1);
    Screen open(at(0));
    open.drag(open.centre("story/dot/1"), open.centre("story/dot/6"));
    EXPECT_NEAR(ui::story::time_of(place_of(open)), 2.45, 1e-6) << "as far as the question";
}

TEST(TheStory, PlaysOneBeatAfterTheOtherUntilAPrediction) {
    Screen screen(at(0));
    screen.key(Key::space);
    screen.frames(60 * 30);
    EXPECT_EQ(place_of(screen).beat, 2);
    EXPECT_EQ(place_of(screen).fraction, 0.45);
    screen.key(Key::space);
    screen.frames(60 * 30);
    EXPECT_EQ(place_of(screen).beat, 5);
}

TEST(TheStory, TakesAnswersByKeyAndByClickAndSaysWhatWasWrong) {
    Screen screen(at(2, 0.45));
    EXPECT_TRUE(screen.mentions("How many patches"));
    EXPECT_FALSE(screen.mentions("1,024 patches"));
    screen.type("1");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::story) << "the digit answers";
    EXPECT_EQ(place_of(screen).patches, model::StoryAnswer::side);
    EXPECT_TRUE(screen.mentions("patch_size says how long"));
    screen.frames(60 * 8);
    EXPECT_EQ(place_of(screen).fraction, 1) << "the scene then shows it";
    screen.click("story/answer/3");
    EXPECT_EQ(place_of(screen).patches, model::StoryAnswer::right);
    EXPECT_TRUE(screen.mentions("Right: 32 × 32 make 1,024"));
    screen.type("2");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::story) << "another try is no way out";
    EXPECT_EQ(place_of(screen).patches, model::StoryAnswer::area);
    screen.click("story/dot/5");
    screen.settle();
    screen.type("2");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore) << "digits are chapters where nothing is asked";
    EXPECT_EQ(place_of(screen).patches, model::StoryAnswer::area) << "and the answer is kept";
}

TEST(TheStory, IsLeftForExploreAndResumed) {
    Screen screen(at(6));
    screen.click("story/explore");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
    screen.click("rail/story");
    screen.settle();
    EXPECT_EQ(place_of(screen).beat, 6);
}

TEST(TheStory, ShowsTheNumbersThatCoreComputes) {
    Screen screen(at(5));
    const auto results = screen.application->results();
    EXPECT_TRUE(screen.mentions(ui::with_sign(results->explanation->value)));
    const World world = world_of({256, 256}, {8, 8}, 3, 512);
    Moment moment;
    for (const double gathered : {0.0, 0.25, 0.5, 1.0}) {
        moment.gathered = gathered;
        const std::int64_t count = ui::story::products_gathered(world, moment);
        double sum = 0;
        for (std::int64_t i = 0; i < count; ++i)
            sum += results->explanation->terms[static_cast<std::size_t>(i)];
        EXPECT_NEAR(ui::story::sum_shown(*results, world, moment), sum, 1e-12) << gathered;
    }
    EXPECT_NEAR(ui::story::sum_shown(*results, world, moment) + double{results->explanation->bias},
                results->explanation->value, 1e-5);
    moment.passed = 0;
    EXPECT_EQ(ui::story::numbers_done(world, moment), 1);
    moment.passed = 1;
    EXPECT_EQ(ui::story::numbers_done(world, moment), 512);
    EXPECT_EQ(ui::story::filter_passing(world, moment), 137);
}

TEST(TheStory, ScrubbedForthAndBackIsTheSamePictureAtEveryPoint) {
    Screen screen(answered(at(0)));
    std::vector<std::vector<std::string>> texts;
    std::vector<int> corners;
    const auto look = [&](int beat) {
        screen.click("story/dot/" + std::to_string(beat));
        screen.move_mouse({1, 1});
        screen.settle();
        std::vector<std::string> now;
        for (const auto& text : screen.application->probe().texts())
            now.push_back(text.text);
        return std::pair{now, ImGui::GetDrawData()->TotalVtxCount};
    };
    for (int beat = 1; beat <= model::story_beats; ++beat) {
        const auto [text, count] = look(beat);
        texts.push_back(text);
        corners.push_back(count);
    }
    for (int beat = model::story_beats; beat >= 1; --beat) {
        const auto [text, count] = look(beat);
        const auto index = static_cast<std::size_t>(beat - 1);
        EXPECT_EQ(text, texts[index]) << beat;
        EXPECT_EQ(count, corners[index]) << beat;
    }
}

TEST(TheStory, TurnsNoiseIntoLearnedFiltersWithOnePress) {
    Screen screen(at(10));
    EXPECT_TRUE(screen.mentions("noise"));
    screen.click("story/learned");
    screen.settle();
    EXPECT_TRUE(model::are_learned(screen.session().module));
    EXPECT_TRUE(screen.mentions("Learned filters"));
    screen.click("story/learned");
    screen.settle();
    EXPECT_FALSE(model::are_learned(screen.session().module));
}

TEST(TheStory, FindsTwinsWhoseVectorsAreEqual) {
    model::Session session = at(11);
    session.picture = sample("tiles.png");
    session.module.config.patch_size = {16, 16};
    const Screen screen(session);
    const auto twins = screen.application->results()->analyses.twins;
    ASSERT_TRUE(twins && twins->pair);
    EXPECT_NE(twins->pair->first, twins->pair->second);
    EXPECT_EQ(twins->pair->first_vector, twins->pair->second_vector);
    EXPECT_EQ(twins->pair->first_vector, screen.application->results()->vector_of(twins->pair->first));
    EXPECT_TRUE(screen.mentions("largest difference: 0"));
}

TEST(TheStory, ShowsThePatchesMostAlikeWhereNoTwoAreEqualAndAsksOnceTheTilesAreThere) {
    Screen screen(at(11));
    const auto& twins = screen.application->results()->analyses.twins;
    ASSERT_TRUE(twins && !twins->pair && twins->alike);
    EXPECT_EQ(twins->alike->first, screen.session().patch);
    EXPECT_GT(twins->alike->difference(), 0);
    EXPECT_TRUE(screen.mentions("is most like"));
    EXPECT_FALSE(screen.shows("story/answer/1"));
    screen.click("story/tiles");
    screen.settle();
    ASSERT_TRUE(screen.application->results()->analyses.twins->pair);
    EXPECT_TRUE(screen.mentions("Does the vector know")) << "the question is not skipped";
    EXPECT_FALSE(screen.mentions("Equal pixels give equal vectors"));
}

TEST(TheStory, TellsNothingOfWhatItAsks) {
    Screen screen(at(2, 0.45));
    EXPECT_FALSE(screen.mentions("= 1,024"));
    EXPECT_FALSE(screen.mentions("1.05 M"));
    EXPECT_FALSE(screen.mentions("token 618"));
    screen.type("1");
    screen.frames(60 * 8);
    EXPECT_TRUE(screen.mentions("= 1,024"));
    screen.settle();
    const Screen length(at(5));
    EXPECT_TRUE(length.mentions("vector: 1 of ?"));
    EXPECT_TRUE(length.mentions("192 → ?"));
    const Screen told(answered(at(5)));
    EXPECT_TRUE(told.mentions("vector: 1 of 512"));
    EXPECT_TRUE(told.mentions("192 → 512"));
}

TEST(TheStory, LetsPatchesAndNumbersBePicked) {
    Screen screen(answered(at(7)));
    const ui::Rect picture = screen.place("story/picture");
    const auto in_picture = [&](int row, int column) {
        return ImVec2{picture.min.x + picture.width() * (static_cast<float>(column) + 0.5F) / 32,
                      picture.min.y + picture.height() * (static_cast<float>(row) + 0.5F) / 32};
    };
    screen.click(in_picture(3, 30));
    EXPECT_EQ(screen.session().patch, (PatchPosition{3, 30}));
    const ui::Rect map = screen.place("story/map");
    screen.click({map.min.x + map.width() * 5.5F / 32, map.min.y + map.height() * 20.5F / 32});
    EXPECT_EQ(screen.session().patch, (PatchPosition{20, 5}));
    EXPECT_EQ(place_of(screen).beat, 7) << "the story stays where it is";
    Screen vector(answered(at(6)));
    const ui::Rect numbers = vector.place("story/vector");
    vector.click({numbers.min.x + numbers.width() * 100.5F / 512, numbers.centre().y});
    EXPECT_EQ(vector.session().dim, 100);
}

TEST(TheStory, LightsWhatTheLineOfTheClassWorksOn) {
    using enum model::CodePart;
    Moment moment;
    EXPECT_EQ(ui::story::light_on(moment, {picture}), 1) << "the class does not run";
    moment.code = 1;
    moment.run = 6.5 / 11;  // self.proj = nn.Conv2d(…)
    EXPECT_EQ(ui::story::light_on(moment, {filter}), 1);
    EXPECT_LT(ui::story::light_on(moment, {map}), 0.5);
    EXPECT_LT(ui::story::light_on(moment, {picture, grid, patch}), 0.5);
    moment.run = 1;  // return x
    EXPECT_EQ(ui::story::light_on(moment, {map}), 1);
    EXPECT_LT(ui::story::light_on(moment, {tokens}), 0.5) << "they come after the class";
}

TEST(TheStory, KeepsWhatWasAnsweredWhenTheChoicesChange) {
    Screen screen(at(2, 0.45));
    screen.type("1");  // 8, the side
    screen.settle();
    EXPECT_TRUE(screen.mentions("patch_size says how long"));
    screen.type("]");
    screen.settle();
    EXPECT_EQ(place_of(screen).patches, model::StoryAnswer::side);
    const model::Session back = model::session_from_json(model::to_json(screen.session()));
    EXPECT_EQ(back.place<Story>().patches, model::StoryAnswer::side);
}

TEST(TheStory, SpeaksOfOneChannelOneFilterOnePatchAndStrides) {
    const auto reads = [](const PatchEmbedConfig& config, int beat, const char* key) {
        model::Session session = answered(at(beat));
        session.module.config = config;
        const Screen screen(session);
        const std::string text = english()(key);
        return screen.mentions(text.substr(0, text.find('{')));
    };
    PatchEmbedConfig grey;
    grey.in_chans = 1;
    EXPECT_TRUE(reads(grey, 3, "story.see.4_grey"));
    EXPECT_TRUE(reads(grey, 4, "story.more.5_grey"));
    PatchEmbedConfig single;
    single.embed_dim = 1;
    EXPECT_TRUE(reads(single, 6, "story.more.7_one"));
    EXPECT_TRUE(reads(single, 10, "story.beat.11_random_one"));
    const PatchEmbedConfig whole{{256, 256}, {256, 256}, 3, 512, true};
    EXPECT_TRUE(reads(whole, 2, "story.more.3_one"));
    EXPECT_TRUE(reads(whole, 11, "story.beat.12_one"));
    PatchEmbedConfig overlapping;
    overlapping.stride = Size{4, 4};
    EXPECT_TRUE(reads(overlapping, 2, "story.more.3_stride"));
}

TEST(TheFirstMinute, IsOneSentenceAndOneButtonUntilTheStoryIsLeft) {
    ui::User user;
    user.settings.settings.hint_seen = false;
    Screen screen(at(0), {1280, 800}, 1, {}, user);
    for (const char* absent : {"params/patch_size", "costs/patches", "hint", "story/dots", "story/explore",
                               "story/play", "drawer/parameters", "drawer/details"})
        EXPECT_FALSE(screen.shows(absent)) << absent;
    EXPECT_TRUE(screen.shows("rail/explore")) << "there is a way out";
    EXPECT_TRUE(screen.mentions("A computer knows no words"));
    EXPECT_FALSE(screen.application->animating());
    screen.click("story/next");
    screen.frames(60 * 8);
    EXPECT_EQ(place_of(screen).beat, 1);
    EXPECT_TRUE(screen.shows("story/dots"));
    EXPECT_FALSE(screen.shows("params/patch_size"));
    screen.click("story/explore");
    screen.settle();
    EXPECT_TRUE(screen.shows("params/patch_size"));
    EXPECT_TRUE(screen.shows("hint"));
    screen.click("rail/story");
    screen.settle();
    EXPECT_TRUE(screen.shows("params/patch_size"));
    EXPECT_FALSE(screen.shows("hint")) << "it is about the other chapters";
    EXPECT_EQ(place_of(screen).beat, 1);
}

TEST(TheStory, OffersTheTilesWhereNoTwoPatchesAreEqual) {
    model::Session session = at(11);
    session.module.config.patch_size = {256, 256};
    Screen screen(session);
    ASSERT_TRUE(screen.shows("story/tiles"));
    screen.click("story/tiles");
    screen.settle();
    EXPECT_EQ(screen.session().picture.stem(), "tiles");
}

/// Expects the scene's texts to be whole, inside it and apart from each other.
void expect_whole(const Screen& screen, const std::string& what) {
    const ui::Rect world = screen.place("story/world");
    const ui::Rect told = screen.place("story/text");
    const ui::Rect scene{{world.min.x, world.min.y}, {world.max.x, screen.place("story/dots").max.y}};
    std::vector<std::pair<std::string, ui::Rect>> texts;
    for (const auto& text : screen.application->probe().texts()) {
        const ui::Rect place =
            ui::rect_at({text.rectangle.x, text.rectangle.y}, text.rectangle.z, text.rectangle.w);
        if (!scene.overlaps(place)) continue;
        EXPECT_FALSE(text.shortened) << what << ": " << text.text;
        EXPECT_TRUE(scene.contains(place.inset(1))) << what << ": " << text.text;
        if (told.overlaps(place)) {
            EXPECT_TRUE(told.contains(place.inset(1))) << what << ": " << text.text;
        }
        for (const auto& [other, where] : texts)
            EXPECT_FALSE(where.inset(1).overlaps(place.inset(1)))
                << what << ": " << text.text << " on " << other;
        texts.emplace_back(text.text, place);
    }
    EXPECT_GE(texts.size(), 4U) << what << ": the sentence and the buttons";
}

TEST(TheStory, IsWholeInBothLanguagesSizesAndInAPresentation) {
    for (const auto language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (const auto& [size, presenting] :
             {std::pair{ImVec2{900, 600}, false}, {{1280, 800}, false}, {{1280, 800}, true}}) {
            model::Session session = answered(at(0));
            session.language = language;
            const float scale = presenting ? ui::presentation_factor : 1.0F;
            Screen screen(session, size, scale);
            if (presenting) screen.key(Key::f5);
            for (int beat = 1; beat <= model::story_beats; ++beat) {
                screen.click("story/dot/" + std::to_string(beat));
                screen.move_mouse({1, 1});
                screen.settle();
                expect_whole(screen, "beat " + std::to_string(beat) + " at " + std::to_string(size.x));
                screen.wheel(screen.centre("story/world"), 4);
                screen.move_mouse({1, 1});
                screen.settle();
                expect_whole(screen,
                             "the middle of beat " + std::to_string(beat) + " at " + std::to_string(size.x));
            }
        }
    }
}

TEST(TheStory, IsDrawnWithFewTrianglesAtEverySetting) {
    for (const auto& config : {PatchEmbedConfig{{256, 256}, {1, 1}, 1, 4096, true},
                               PatchEmbedConfig{{256, 256}, {64, 64}, 4, 1, false},
                               PatchEmbedConfig{{512, 512}, {256, 256}, 3, 512, true}}) {
        model::Session session = answered(at(0));
        session.module.config = config;
        Screen screen(session);
        for (int beat = 1; beat <= model::story_beats; ++beat) {
            screen.click("story/dot/" + std::to_string(beat));
            screen.settle();
            EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 30000) << "the end of beat " << beat;
            screen.wheel(screen.centre("story/world"), 4);
            screen.settle();
            EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 30000) << "the middle of beat " << beat;
        }
    }
}

}  // namespace
}  // namespace patchlens
