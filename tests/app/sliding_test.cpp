// Stride and padding on the screen: LESSONS' question whether patches overlap, answered by doing it.
#include <string>

#include <gtest/gtest.h>

#include "app/ui/drawing/numbers.h"
#include "core/unfold.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using ui::compat::Key;

model::Session sliding(model::Chapter chapter, PatchEmbedConfig config) {
    model::Session session;
    session.chapter = chapter;
    session.module.config = config;
    session.patch = {5, 5};
    session.dim = 0;
    return session;
}

const PatchEmbedConfig half_a_patch{{256, 256}, {8, 8}, 3, 512, true, to_pair(4)};
const PatchEmbedConfig segformer{{224, 224}, {7, 7}, 3, 32, true, to_pair(4), to_pair(3)};
const PatchEmbedConfig with_gaps{{100, 90}, {8, 6}, 3, 16, false, Size{13, 10}, {0, 2}};
const PatchEmbedConfig far_outside{{64, 64}, {4, 4}, 1, 8, true, Size{20, 20}, {9, 9}};
const PatchEmbedConfig larger_than_the_picture{{32, 40}, {45, 44}, 3, 8, true, Size{2, 3}, {10, 7}};

TEST(Stride, IsFoldedAwayAndTellsWhatItIs) {
    Screen screen;
    EXPECT_TRUE(screen.reads("more: stride 8, padding 0"));
    EXPECT_FALSE(screen.shows("params/stride"));
    screen.click("params/more");
    ASSERT_TRUE(screen.shows("params/stride"));
    ASSERT_TRUE(screen.shows("params/padding"));
    EXPECT_FALSE(screen.shows("params/stride/reset"));
    screen.enter("params/stride/entry", "4");
    screen.enter("params/padding/entry", "2");
    EXPECT_EQ(screen.session().module.config.stride, to_pair(4));
    EXPECT_EQ(screen.session().module.config.padding, to_pair(2));
    EXPECT_TRUE(screen.reads("more: stride 4, padding 2"));
    screen.click("params/more");
    EXPECT_FALSE(screen.shows("params/stride"));
    EXPECT_TRUE(screen.reads("more: stride 4, padding 2"));
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.config.padding, to_pair(0));
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
}

TEST(Stride, FollowsPatchSizeUntilChangedAndAgainAfterItsReset) {
    Screen screen;
    screen.click("params/more");
    screen.enter("params/patch_size/entry", "16");
    EXPECT_TRUE(screen.reads("more: stride 16, padding 0"));
    screen.enter("params/stride/entry", "4");
    screen.enter("params/patch_size/entry", "8");
    EXPECT_TRUE(screen.reads("more: stride 4, padding 0"));
    screen.click("params/stride/reset");
    EXPECT_EQ(screen.session().module.config.stride, std::nullopt);
    EXPECT_TRUE(screen.reads("more: stride 8, padding 0"));
}

TEST(Stride, BothSidesAreTypedAtOnce) {
    Screen screen({}, {1600, 1400});  // every row of the panel in sight
    screen.click("params/more");
    screen.enter("params/stride/entry", "4x6");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.stride, (Size{4, 6}));
    EXPECT_FALSE(screen.session().sides_linked);
    ASSERT_TRUE(screen.shows("params/padding/width"));
    screen.enter("params/padding/width/entry", "5");
    EXPECT_EQ(screen.session().module.config.padding, (Size{0, 5}));
}

TEST(Stride, WhatCannotBeIsSaidWithTheNearestThatCan) {
    Screen screen;
    screen.click("params/more");
    screen.enter("params/stride/entry", "0");
    EXPECT_TRUE(screen.mentions("stride must be from 1 to 8192, not 0"));
    screen.click("params/stride/nearest");
    EXPECT_EQ(screen.session().module.config.stride, to_pair(1));
}

TEST(Stride, AtFourTokensGrowAndAPixelLightsItsPatches) {
    Screen screen(sliding(model::Chapter::explore, half_a_patch));
    EXPECT_EQ(screen.state().at("num_patches"), 63 * 63);
    EXPECT_TRUE(screen.reads("63 × 63 = 3,969"));
    EXPECT_TRUE(screen.mentions("63 × 63 patches of 8 × 8 pixels, 4 × 4 apart"));
    screen.move_mouse(screen.centre("explore/picture"));
    screen.frames(3);
    EXPECT_TRUE(screen.shows("explore/sharing"));
    EXPECT_TRUE(screen.reads("this pixel is in 4 patches"));
    const Screen plain;
    EXPECT_FALSE(plain.shows("explore/sharing"));
}

TEST(Stride, ArrowsMoveByOnePatchOfTheGrid) {
    Screen screen(sliding(model::Chapter::explore, half_a_patch));
    const ui::Rect before = screen.place("explore/selected");
    screen.key(Key::right);
    screen.settle();
    const ui::Rect after = screen.place("explore/selected");
    EXPECT_EQ(screen.session().patch, (PatchPosition{5, 6}));
    EXPECT_NEAR(after.min.x - before.min.x, before.width() / 2, 1.01F);  // half a patch
}

TEST(Stride, AClickSelectsThePatchWhoseMiddleIsNearest) {
    Screen screen(sliding(model::Chapter::explore, segformer));
    const ui::Rect picture = screen.place("explore/picture");
    const float zoom = picture.width() / 224;
    // Pixel (101, 57): middles of patches are at every fourth pixel.
    screen.click(ImVec2{picture.min.x + zoom * 57.5F, picture.min.y + zoom * 101.5F});
    screen.settle();
    EXPECT_EQ(screen.session().patch, (PatchPosition{25, 14}));
    const ui::Rect selected = screen.place("explore/selected");
    EXPECT_NEAR(selected.width(), 7 * zoom, 1.01F);
}

TEST(Stride, APatchInThePaddingStandsOutsideThePicture) {
    model::Session session = sliding(model::Chapter::explore, segformer);
    session.patch = {0, 0};
    const Screen screen(session);
    const ui::Rect picture = screen.place("explore/picture");
    const ui::Rect selected = screen.place("explore/selected");
    const float zoom = picture.width() / 224;
    EXPECT_NEAR(selected.min.x, picture.min.x - 3 * zoom, 1.01F);
    EXPECT_NEAR(selected.min.y, picture.min.y - 3 * zoom, 1.01F);
}

TEST(Stride, IsTriedInThePatchesChapterWithOnePress) {
    Screen screen(sliding(model::Chapter::patches, {}));
    EXPECT_TRUE(screen.reads("32 × 32 patches: (256 / 8)² = 1,024"));
    screen.click("patches/overlap/try");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.stride, to_pair(4));
    EXPECT_TRUE(screen.reads("63 × 63 patches: ((256 − 8) // 4 + 1)² = 3,969"));
    EXPECT_TRUE(screen.mentions("Yes: the stride 4 is less than a patch, 8."));
    screen.click("patches/overlap/back");
    screen.settle();
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
    EXPECT_TRUE(Screen(sliding(model::Chapter::patches, segformer))
                    .reads("56 × 56 patches: ((224 + 6 − 7) // 4 + 1)² = 3,136"));
}

TEST(Stride, ValuesOnTheScreenAreTheConvolutions) {
    for (const PatchEmbedConfig& config :
         {half_a_patch, segformer, with_gaps, far_outside, larger_than_the_picture}) {
        model::Session session = sliding(model::Chapter::explore, config);
        session.patch = {0, 1};
        const Screen screen(session);
        const auto& results = *screen.application->results();
        const Tensor rows = unfold(*results.pixels, config.patch_size, config.sliding());
        const std::int64_t fan = config.conv_shape().fan_in();
        double sum = config.bias ? static_cast<double>(results.module->bias()[0]) : 0.0;
        for (std::int64_t i = 0; i < fan; ++i)
            sum += static_cast<double>(rows[fan + i]) * static_cast<double>(results.module->weight()[i]);
        EXPECT_NEAR(screen.state().at("value").get<double>(), sum, 1e-5);
        EXPECT_TRUE(screen.reads(ui::with_sign(results.explanation->value)));
    }
}

TEST(Stride, EveryChapterIsTidyWithEveryKindOfStrideAndPadding) {
    for (const auto& [name, chapter] : model::names_of<model::Chapter>) {
        for (const PatchEmbedConfig& config :
             {half_a_patch, segformer, with_gaps, far_outside, larger_than_the_picture}) {
            for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
                model::Session session = sliding(chapter, config);
                session.language = language;
                session.patch = {0, 0};
                const Screen screen(session, {1280, 800});
                // The quiz begins with one sentence.
                const LeastTexts least{.of_the_chapter = chapter == model::Chapter::quiz ? 4U : 20U};
                expect_tidy(screen, {1280, 800}, 1, std::string(name) + " " + to_string(config.patch_size),
                            least);
            }
        }
    }
}

}  // namespace
}  // namespace patchlens
