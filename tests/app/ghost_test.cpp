// The selected patch multiplied, and the vector of before as grey bars behind the present one.
#include "app/model/state/ghost.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/drawing/numbers.h"
#include "core/explain.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ui::compat::Key;

model::Session with_times(int times) {
    model::Session session;
    session.choice<model::Explore>().times = times;
    return session;
}

std::vector<float> vector_on(const Screen& screen) {
    return *screen.application->results()->vector;
}

bool has_ghost(const Screen& screen) {
    return screen.state().at("ghost").get<bool>();
}

TEST(Times, APatchOfZerosBecomesTheBiasToTheBit) {
    for (const Normalize normalize : {Normalize::none, Normalize::imagenet}) {
        model::Session session = with_times(0);
        session.module.normalize = normalize;
        const Screen screen(session);
        const model::ResultsPointer results = screen.application->results();
        EXPECT_TRUE(std::ranges::equal(*results->vector, results->module->bias().values()));
        for (const double term : results->explanation->terms)
            ASSERT_EQ(term, 0);
    }
}

TEST(Times, ADoubledPatchHasDoubledProductsAndTheSameBias) {
    const Screen screen(with_times(2));
    const CoreNumbers core(screen.session());
    const Explanation plain = explain(core.module, core.pixels, core.patch, 137);
    const model::ResultsPointer results = screen.application->results();
    const Explanation& doubled = *results->explanation;
    EXPECT_EQ(doubled.bias, plain.bias);
    for (std::size_t i = 0; i < plain.terms.size(); ++i)
        ASSERT_EQ(doubled.terms[i], 2 * plain.terms[i]);
}

TEST(Times, OnlyTheSelectedPatchAndItsTokenChange) {
    const Screen screen(with_times(2));
    const CoreNumbers core(screen.session());
    const model::ResultsPointer results = screen.application->results();
    const ConstMatrixView tokens = results->tokens->matrix(core.grid.num_patches());
    for (std::int64_t token = 0; token < core.grid.num_patches(); ++token)
        ASSERT_EQ(tokens.row(token) == core.matrix().row(token), token != core.token());
    EXPECT_EQ(*results->unchanged_vector, core.module.embed_patch(core.pixels, core.patch));
}

TEST(Times, OtherChaptersSeeThePictureAsItIs) {
    Screen screen(with_times(0));
    screen.click("rail/projection");
    screen.settle();
    const CoreNumbers core(screen.session());
    EXPECT_EQ(vector_on(screen), core.module.embed_patch(core.pixels, core.patch));
    EXPECT_EQ(screen.session().choice<model::Explore>().times, 0);
}

TEST(Times, ArePressedTakenBackAndFollowTheSelection) {
    Screen screen;
    const std::vector<float> plain = vector_on(screen);
    screen.click("inspector/times/0");
    EXPECT_EQ(screen.state().at("patch_times"), 0);
    EXPECT_NE(vector_on(screen), plain);
    EXPECT_TRUE(has_ghost(screen));
    screen.key(Key::escape);
    screen.key(Key::right);
    screen.settle();
    const model::ResultsPointer results = screen.application->results();
    EXPECT_TRUE(std::ranges::equal(*results->vector, results->module->bias().values()));
    screen.key(Key::left);
    screen.settle();
    screen.click("inspector/times/1");
    EXPECT_EQ(vector_on(screen), plain);
    EXPECT_FALSE(has_ghost(screen));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().choice<model::Explore>().times, 0);
}

TEST(Ghost, IsTheVectorOfBeforeTheChange) {
    Screen screen;
    EXPECT_FALSE(has_ghost(screen));
    const std::vector<float> before = vector_on(screen);
    screen.enter("params/seed/entry", "5");
    EXPECT_TRUE(has_ghost(screen));
    EXPECT_TRUE(screen.shows("inspector/ghost"));
    screen.move_mouse(screen.centre("inspector/vector"));
    const int dim = screen.state().at("hovered_dim").get<int>();
    EXPECT_TRUE(screen.mentions(
        english()("inspector.ghost.value", {ui::with_sign(before.at(static_cast<std::size_t>(dim)))})));
}

TEST(Ghost, GoesWithItsCrossTheNextSelectionAndAnotherLength) {
    Screen screen;
    screen.enter("params/seed/entry", "5");
    screen.click("inspector/ghost/close");
    EXPECT_FALSE(has_ghost(screen));
    screen.enter("params/seed/entry", "6");
    EXPECT_TRUE(has_ghost(screen));
    screen.key(Key::escape);
    screen.key(Key::right);
    screen.settle();
    EXPECT_FALSE(has_ghost(screen));
    screen.enter("params/seed/entry", "7");
    screen.enter("params/embed_dim/entry", "64");
    EXPECT_FALSE(has_ghost(screen));
}

TEST(Ghost, OfAGestureIsTheVectorOfItsBegin) {
    Screen screen;
    const auto results = screen.application->results();
    model::Session first = screen.session();
    model::Session second = first;
    second.module.seed = 1;
    model::Session third = first;
    third.module.seed = 2;
    model::Ghost ghost;
    ghost.follow(first, second, results, 7);
    EXPECT_EQ(*ghost.vector(), *results->vector);
    ghost.follow(second, third, results, 7);
    EXPECT_EQ(*ghost.vector(), *results->vector);
    ghost.follow(second, third, results, 8);  // results of another session are no ghost
    EXPECT_EQ(ghost.vector(), nullptr);
}

}  // namespace
}  // namespace patchlens
