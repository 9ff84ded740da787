// The overlays on the picture and the numbers shown for them, checked against core.
#include "app/ui/chapters/explore/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/drawing/numbers.h"
#include "core/analysis/principal_components.h"
#include "core/analysis/similarity.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::Overlay;
using ui::compat::Key;

std::vector<model::Session> settings() {
    std::vector<model::Session> all(5);
    for (model::Session& session : all)
        session.picture = sample("house.png");
    all[1].module.config = {{250, 300}, {16, 32}, 3, 96, true};
    all[1].picture = sample("harbour.png");
    all[1].sides_linked = false;
    all[2].module.config = {{64, 64}, {2, 2}, 1, 48, false};
    all[3].module.config = {{256, 256}, {32, 32}, 4, 1024, true};
    all[3].picture = sample("leaf.png");
    all[4].module.config = {{256, 256}, {64, 64}, 3, 1, true};
    for (model::Session& session : all)
        session.patch = {2, 1};
    return all;
}

/// Hovers over the middle of a patch that is not selected.
void hover(Screen& screen, const CoreNumbers& core, PatchPosition patch) {
    const ui::Rect picture = screen.place("explore/picture");
    const Rectangle pixels = core.grid.rectangle(patch);
    const Size image = core.grid.image();
    const auto part = [](double at, int whole) { return static_cast<float>(at / whole); };
    screen.move_mouse(
        {picture.min.x + picture.width() * part(pixels.left + pixels.width / 2.0, image.width),
         picture.min.y + picture.height() * part(pixels.top + pixels.height / 2.0, image.height)});
    ASSERT_EQ(screen.state().at("hovered_patch"), nlohmann::ordered_json::array({patch.row, patch.column}));
}

std::string positive(double value, int decimals) {
    return ui::with_sign(value, decimals).substr(1);
}

TEST(Overlay, TheNormIsThatOfEveryVector) {
    for (model::Session session : settings()) {
        session.place<model::Explore>().overlay = Overlay::norm;
        Screen screen(session);
        const CoreNumbers core(session);
        const std::vector<float> expected = norms(core.matrix());
        EXPECT_TRUE(screen.reads(positive(*std::min_element(expected.begin(), expected.end()), 3)));
        EXPECT_TRUE(screen.reads(positive(*std::max_element(expected.begin(), expected.end()), 3)));
        hover(screen, core, {0, 1});
        const float there = expected[static_cast<std::size_t>(core.grid.token({0, 1}))];
        EXPECT_TRUE(screen.reads(english()("overlay.norm_value", {positive(there, 4)})));
    }
}

TEST(Overlay, TheSimilarityIsToTheSelectedPatchAndFollowsIt) {
    for (model::Session session : settings()) {
        session.place<model::Explore>().overlay = Overlay::similarity;
        Screen screen(session);
        const CoreNumbers core(session);
        const auto token = static_cast<std::size_t>(core.grid.token({0, 1}));
        const auto expect_similar_to = [&](PatchPosition patch) {
            hover(screen, core, {0, 1});
            const auto expected = cosine_similarity(core.matrix(), core.grid.token(patch));
            const auto [least, most] = std::ranges::minmax(expected);  // the ends of the legend
            EXPECT_TRUE(screen.reads(ui::with_sign(least, 3)));
            EXPECT_TRUE(screen.reads(ui::with_sign(most, 3)));
            EXPECT_TRUE(
                screen.reads(english()("overlay.similarity_value", {ui::similarity_text(expected[token])})));
        };
        expect_similar_to({2, 1});
        screen.move_mouse({0, 0});
        screen.key(Key::right);
        screen.settle();
        expect_similar_to({2, 2});
    }
}

TEST(Overlay, PcaTellsTheSharesAndTheScores) {
    for (model::Session session : settings()) {
        session.place<model::Explore>().overlay = Overlay::components;
        Screen screen(session);
        const CoreNumbers core(session);
        const int count = std::min(3, session.module.config.embed_dim);
        const PrincipalComponents expected = principal_components(core.matrix(), count);
        constexpr std::array letters{"R ", "G ", "B "};
        for (std::size_t i = 0; i < expected.shares.size(); ++i)
            EXPECT_TRUE(screen.reads(letters.at(i) + positive(100 * expected.shares[i], 1) + "%"));
        hover(screen, core, {0, 1});
        const auto& shown = *screen.application->results()->analyses.components;
        const std::int64_t token = core.grid.token({0, 1});
        std::string text = "PCA";
        for (int i = 0; i < count; ++i) {
            EXPECT_NEAR(shown.scores(token, i), expected.scores(token, i), 2e-3);
            text += "  " + std::string(letters.at(static_cast<std::size_t>(i))) +
                    ui::with_sign(shown.scores(token, i), 3);
        }
        EXPECT_TRUE(screen.reads(text));
    }
}

TEST(Overlay, OneDimensionIsItsMap) {
    for (model::Session session : settings()) {
        session.place<model::Explore>().overlay = Overlay::dimension;
        session.dim = session.module.config.embed_dim / 2;
        Screen screen(session);
        const CoreNumbers core(session);
        const Tensor map = core.module.embed_dimension(core.pixels, session.dim);
        hover(screen, core, {0, 1});
        EXPECT_TRUE(screen.reads(
            english()("inspector.dimension_value",
                      {std::to_string(session.dim), ui::with_sign(map[core.grid.token({0, 1})])})));
    }
}

TEST(Overlay, NothingIsShownBeforeItsNumbersAreThere) {
    model::Results results;
    EXPECT_FALSE(ui::overlay_ready(Overlay::none, results));
    EXPECT_FALSE(ui::overlay_ready(Overlay::norm, results));
    EXPECT_FALSE(ui::overlay_ready(Overlay::similarity, results));
    EXPECT_FALSE(ui::overlay_ready(Overlay::components, results));
}

TEST(Overlay, AnalysesArriveWhenWantedAndGoWhenNot) {
    Screen screen;
    EXPECT_EQ(screen.application->results()->analyses.norms, nullptr);
    screen.type("o");
    screen.type("o");
    screen.settle();
    EXPECT_EQ(screen.session().place<model::Explore>().overlay, Overlay::norm);
    EXPECT_NE(screen.application->results()->analyses.norms, nullptr);
    EXPECT_EQ(screen.application->results()->analyses.components, nullptr);
    screen.type("o");
    screen.settle();
    EXPECT_EQ(screen.application->results()->analyses.norms, nullptr);
}

TEST(Overlay, OGoesThroughAllOfThem) {
    Screen screen;
    for (const char* name : {"dimension", "norm", "similarity", "pca", "none"}) {
        screen.type("o");
        EXPECT_EQ(screen.state().at("overlay"), name);
    }
}

TEST(Overlay, IsChosenSideBySideOrFromAListByMouseAndByKeys) {
    Screen wide({}, {2560, 1440});
    wide.click("explore/overlay/similarity");
    EXPECT_EQ(wide.session().place<model::Explore>().overlay, Overlay::similarity);

    Screen narrow({}, {1280, 800});
    EXPECT_FALSE(narrow.shows("explore/overlay/similarity"));
    narrow.click("explore/overlay");
    narrow.click("explore/overlay/similarity");
    EXPECT_EQ(narrow.session().place<model::Explore>().overlay, Overlay::similarity);
    EXPECT_FALSE(narrow.shows("explore/overlay/similarity"));

    narrow.focus("explore/overlay");
    narrow.key(Key::enter);
    ASSERT_TRUE(narrow.shows("explore/overlay/list"));
    narrow.key(Key::down);
    narrow.key(Key::enter);
    EXPECT_EQ(narrow.session().place<model::Explore>().overlay, Overlay::components);
    narrow.frames(1);
    EXPECT_FALSE(narrow.shows("explore/overlay/pca"));
}

TEST(Overlay, AListClosesByEscapeAndByAClickElsewhere) {
    Screen screen({}, {1280, 800});
    screen.click("explore/overlay");
    ASSERT_TRUE(screen.shows("explore/overlay/norm"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("explore/overlay/norm"));
    screen.click("explore/overlay");
    ASSERT_TRUE(screen.shows("explore/overlay/norm"));
    screen.click({700, 780});
    EXPECT_FALSE(screen.shows("explore/overlay/norm"));
    EXPECT_EQ(screen.session().place<model::Explore>().overlay, Overlay::none);
}

TEST(Overlay, OpacityIsDraggedAndTyped) {
    model::Session session;
    session.place<model::Explore>().overlay = Overlay::norm;
    Screen screen(session);
    const ui::Rect track = screen.place("explore/opacity");
    screen.drag({track.max.x - 8, track.centre().y}, {track.min.x - 50, track.centre().y});
    EXPECT_EQ(screen.session().place<model::Explore>().overlay_opacity, 0);
    screen.enter("explore/opacity/entry", "35");
    EXPECT_EQ(screen.state().at("overlay_opacity"), 0.35);
}

TEST(Overlay, StaysWhenAParameterIsUndone) {
    Screen screen;
    screen.type("]");
    screen.type("o");
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
    EXPECT_EQ(screen.session().place<model::Explore>().overlay, Overlay::dimension);
}

TEST(Overlay, PaintsItsTextureOnceUntilItsNumbersChange) {
    model::Session session;
    session.place<model::Explore>().overlay = Overlay::similarity;
    Screen screen(session);
    const int uploads = screen.textures.uploads;
    screen.frames(5);
    EXPECT_EQ(screen.textures.uploads, uploads);
    screen.key(Key::down);
    screen.settle();
    EXPECT_GT(screen.textures.uploads, uploads);
}

TEST(Sequential, GrowsLighterWithEveryStep) {
    double before = -1;
    for (int i = 0; i <= 64; ++i) {
        const double lightness = ui::luminance(ui::sequential(static_cast<float>(i) / 64));
        EXPECT_GT(lightness, before);
        before = lightness;
    }
    EXPECT_EQ(ui::sequential(-1), ui::sequential.stops.front());
    EXPECT_EQ(ui::sequential(2), ui::sequential.stops.back());
    EXPECT_EQ(ui::sequential(NAN), ui::sequential.not_a_number);
}

}  // namespace
}  // namespace patchlens
