// Every map's legend says what its colours stand for, and pixels are written as the switch says.
#include "app/ui/plots/legends.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/chapters/summation.h"
#include "app/ui/chapters/explore/added_by_fit.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/channel_dividers.h"
#include "core/analysis/principal_components.h"
#include "core/analysis/similarity.h"
#include "core/analysis/statistics.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::MapsView;
using model::Overlay;
using model::PixelNumbers;
using model::ProjectionView;
using ui::with_sign;
using ui::without_plus;

std::string unitless(const char* quantity) {
    return english()("legend.title", {english()(quantity), english()("legend.no_unit")});
}

std::vector<model::Session> legend_settings() {
    std::vector<model::Session> all(4);
    for (model::Session& session : all)
        session.picture = sample("house.png");
    all[1].module.config = {{250, 300}, {16, 32}, 3, 96, true};
    all[1].module.normalize = Normalize::imagenet;
    all[2].module.config = {{24, 40}, {2, 2}, 1, 48, false};
    all[3].module.config = {{64, 64}, {16, 16}, 4, 7, true};
    for (model::Session& session : all) {
        session.patch = {1, 1};
        session.dim = 3;
    }
    return all;
}

void expect_legend(const Screen& screen, const std::string& title, const std::string& low,
                   const std::string& high) {
    EXPECT_TRUE(screen.reads(title)) << title;
    EXPECT_TRUE(screen.reads(low)) << title << ": " << low;
    EXPECT_TRUE(screen.reads(high)) << title << ": " << high;
}

void expect_signed(const Screen& screen, const std::string& title, float largest, int decimals) {
    expect_legend(screen, title, with_sign(-static_cast<double>(largest), decimals),
                  with_sign(largest, decimals));
}

Screen maps_screen(model::Session session, MapsView view) {
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = view;
    session.place<model::Maps>().own_scale = false;
    session.place<model::Maps>().whole_range = true;
    session.place<model::Maps>().planes = true;
    return Screen(session);
}

TEST(Legends, OfTheMapsSayWhatIsShown) {
    for (const model::Session& session : legend_settings()) {
        const CoreNumbers core(session);
        const float output = core.matrix().cwiseAbs().maxCoeff();
        expect_signed(maps_screen(session, MapsView::maps), unitless("legend.values"), output, 4);
        expect_signed(maps_screen(session, MapsView::tokens), unitless("legend.values"), output, 4);
        expect_signed(maps_screen(session, MapsView::filters), unitless("projection.weights"),
                      core.module.weight().matrix(1).cwiseAbs().maxCoeff(), 4);

        const std::vector<float> alike = cosine_similarity(core.matrix(), core.token());
        const auto [least, most] = std::ranges::minmax(alike);
        expect_legend(maps_screen(session, MapsView::similarity), unitless("compare.cosine"),
                      with_sign(least), with_sign(most));

        const std::vector<float> lengths = norms(core.matrix());
        const auto [shortest, longest] = std::ranges::minmax(lengths);
        expect_legend(maps_screen(session, MapsView::norms), unitless("legend.norm"), without_plus(shortest),
                      without_plus(longest));
    }
}

TEST(Legends, OfPrincipalComponentsNameTheirColoursSharesAndEnds) {
    for (model::Session session : legend_settings()) {
        const CoreNumbers core(session);
        const PrincipalComponents expected = principal_components(core.matrix(), 3);
        session.place<model::Explore>().overlay = Overlay::components;
        const Screen overlay(session);
        const Screen view = maps_screen(session, MapsView::components);
        for (const Screen* screen : {&overlay, &view}) {
            EXPECT_TRUE(screen->reads(english()("legend.scores")));
            const auto& shown = *screen->application->results()->analyses.components;
            for (int i = 0; i < 3; ++i) {
                const std::string letter = ui::channel_letter(i, 3);
                const auto share = shown.shares[static_cast<std::size_t>(i)];
                EXPECT_NEAR(share, expected.shares[static_cast<std::size_t>(i)], 1e-3);
                EXPECT_TRUE(screen->reads(letter + " " + ui::percent(share)));
                const auto written = [&](float score) {
                    return screen->reads(with_sign(score, 2)) || screen->reads(with_sign(score, 1)) ||
                           screen->reads(with_sign(score, 0));
                };
                EXPECT_TRUE(written(shown.scores.col(i).minCoeff()));
                EXPECT_TRUE(written(shown.scores.col(i).maxCoeff()));
            }
        }
    }
}

TEST(Legends, OfTheOverlaysHaveATitle) {
    for (model::Session session : legend_settings()) {
        for (const auto& [overlay, title] :
             {std::pair{Overlay::norm, unitless("legend.norm")},
              std::pair{Overlay::similarity, unitless("compare.cosine")},
              std::pair{Overlay::dimension, english()("legend.title", {english()("maps.dimension", {"3"}),
                                                                       english()("legend.no_unit")})}}) {
            session.place<model::Explore>().overlay = overlay;
            EXPECT_TRUE(Screen(session).reads(title)) << title;
        }
    }
}

TEST(Legends, OfTheProjectionHaveTheRangesOfTheirPlanes) {
    for (model::Session session : legend_settings()) {
        session.chapter = model::Chapter::projection;
        const Screen screen(session);
        const model::Summation& sum = *screen.application->results()->summation;
        for (const float largest : {sum.largest_weight(), sum.largest_term()}) {
            const int decimals = largest < 0.02F ? 4 : 2;
            EXPECT_TRUE(screen.reads(with_sign(-static_cast<double>(largest), decimals)));
            EXPECT_TRUE(screen.reads(with_sign(largest, decimals)));
        }
        EXPECT_TRUE(screen.reads(unitless("projection.running_sum")));
        EXPECT_TRUE(screen.mentions(english()("projection.weights")));
        EXPECT_TRUE(screen.mentions(english()("projection.products")));
    }
}

TEST(Legends, OfTheMatricesNameEachOfThem) {
    model::Session session;
    session.chapter = model::Chapter::projection;
    session.place<model::Projection>().view = ProjectionView::matrix;
    const Screen screen(session);
    for (const std::string matrix : {"weight.T", "bias", "tokens"})
        EXPECT_TRUE(screen.reads(english()("legend.title", {matrix, english()("legend.no_unit")})));
    EXPECT_TRUE(screen.reads(english()("legend.title", {"patches", english()("pixels.bytes")})));
    const CoreNumbers core(screen.session());
    EXPECT_TRUE(screen.reads(with_sign(core.matrix().cwiseAbs().maxCoeff(), 2)));
}

/// Whether both ends of a signed map stand on the screen, in one or each for itself.
bool has_ends(const Screen& screen, float largest) {
    const int decimals = largest < 0.02F ? 4 : 2;
    const std::string end = without_plus(largest, decimals);
    return screen.mentions("±" + end) || (screen.reads("+" + end) && screen.reads("−" + end));
}

TEST(Legends, OfTheSmallPicturesHaveTheirEnds) {
    for (model::Session session : legend_settings()) {
        session.chapter = model::Chapter::code;
        for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}}) {
            // The pictures stand beside the listings without a class; the class has the story's scene.
            session.place<model::Code>().notation = model::Notation::numpy;
            const Screen code(session, size);
            const model::Results& results = *code.application->results();
            EXPECT_TRUE(has_ends(code, ui::largest_of(results.explanation->weights))) << size.x;
            EXPECT_TRUE(has_ends(code, ui::largest_of(results.map->values()))) << size.x;
            EXPECT_TRUE(has_ends(code, ui::largest_of(results.tokens->values()))) << size.x;
            session.place<model::Code>().notation = model::Notation::pytorch;
            session.place<model::Code>().step = 1 << 20;  // the last
            const Screen scene(session, size);
            EXPECT_TRUE(has_ends(scene, ui::largest_of(results.map->values()))) << size.x;
            ASSERT_TRUE(scene.application->results()->analyses.scales);
            EXPECT_TRUE(has_ends(scene, scene.application->results()->analyses.scales->tokens)) << size.x;
        }
        session.chapter = model::Chapter::maps;
        const Screen maps(session);
        const model::Results& shown = *maps.application->results();
        const std::vector<float> map(shown.map->values().begin(), shown.map->values().end());
        const float reach =
            magnitude_of_share(Eigen::Map<const Vector>(map.data(), std::ssize(map)), model::shown_share);
        EXPECT_TRUE(has_ends(maps, reach > 0 ? reach : ui::largest_of(map)));
    }
    model::Session session;
    session.chapter = model::Chapter::words;
    const Screen words(session);
    EXPECT_TRUE(has_ends(words, ui::largest_of(words.application->results()->module->weight().values())));
}

TEST(Legends, TheZerosThatFitAddsAreKnownAndNamed) {
    model::Session session;
    session.picture = sample("gradients.png");  // 384 x 256
    session.module.fit = Fit::pad;
    const Screen screen(session);
    const model::Results& results = *screen.application->results();
    const std::vector<Rectangle> added = ui::added_by_fit(results);
    ASSERT_EQ(added.size(), 2U) << "above and below";
    std::int64_t rows = 0;
    for (const Rectangle& part : added) {
        EXPECT_EQ(part.width, 256);
        rows += part.height;
        for (int y = part.top; y < part.top + part.height; ++y)
            EXPECT_EQ(results.image->at(y, 100, 1), 0) << y;
    }
    EXPECT_EQ(rows, 256 - 171) << "256 / 384 of 256 rows, rounded, are the picture's";
    EXPECT_TRUE(screen.reads(english()("explore.caption_fitted", {"32 × 32", "8 × 8"})));
    session.module.fit = Fit::crop;
    const Screen cropped(session);
    EXPECT_TRUE(ui::added_by_fit(*cropped.application->results()).empty());
}

TEST(Legends, ZeroIsWhereItBelongs) {
    EXPECT_EQ(ui::sequential_legend("", {-1, 3}, true, 2).zero, 0.25F);
    EXPECT_EQ(ui::sequential_legend("", {1, 3}, true, 2).zero, std::nullopt);
    EXPECT_EQ(ui::sequential_legend("", {2, 2}, true, 2).zero, std::nullopt);
    EXPECT_EQ(ui::sequential_legend("", {0, 3}, false, 1).low, "0.0");
    EXPECT_EQ(ui::sequential_legend("", {0, 3}, true, 1).high, "+3.0");
}

TEST(PixelNumbers, AreWhatTheModelSeesOrThePicturesOwn) {
    for (const Normalize normalize : {Normalize::none, Normalize::imagenet}) {
        model::Session session;
        session.chapter = model::Chapter::projection;
        session.module.config.patch_size = to_pair(4);
        session.module.normalize = normalize;
        session.patch = {30, 21};
        session.place<model::Projection>().one_channel = true;
        Screen screen(session);
        const auto results = screen.application->results();
        const auto printed_seen = [&](std::size_t term) {
            const float value = results->explanation->pixels[term];
            const bool signs = normalize != Normalize::none;
            return screen.reads(ui::cell_number(value, {signs, 2})) ||
                   screen.reads(ui::cell_number(value, {signs, 3})) ||
                   screen.reads(ui::cell_number(value, {signs, 4}));
        };
        const auto byte = [&](int y, int x) {
            const Rectangle patch = results->grid.rectangle(results->selection.patch);
            return std::to_string(results->image->at(patch.top + y, patch.left + x, 0));
        };
        const auto title = [](const char* unit) {
            return english()("legend.title", {english()("projection.pixels"), english()(unit)});
        };
        EXPECT_TRUE(
            screen.mentions(title(normalize == Normalize::none ? "pixels.ones" : "pixels.normalised")));
        EXPECT_TRUE(printed_seen(0));
        EXPECT_TRUE(printed_seen(15));

        screen.click("projection/numbers");
        EXPECT_EQ(screen.session().place<model::Explore>().pixel_numbers, PixelNumbers::bytes);
        for (int y = 0; y < 4; ++y) {
            for (int x = 0; x < 4; ++x)
                EXPECT_TRUE(screen.reads(byte(y, x)));
        }
        EXPECT_TRUE(screen.mentions(title("pixels.bytes")));
        EXPECT_EQ(
            model::session_from_json(model::to_json(screen.session())).place<model::Explore>().pixel_numbers,
            PixelNumbers::bytes);
    }
}

TEST(PixelNumbers, OfAZoomedPictureSayWhatTheyAre) {
    model::Session session;
    session.place<model::Explore>().view = {60, 0.3, 0.6};
    Screen screen(session);
    ASSERT_TRUE(screen.shows("explore/pixel_numbers"));
    EXPECT_TRUE(screen.reads(english()("pixels.from_top", {"R G B", english()("pixels.ones")})));
    screen.click("inspector/numbers");
    screen.move_mouse({0, 0});
    EXPECT_TRUE(screen.reads(english()("pixels.from_top", {"R G B", english()("pixels.bytes")})));
    screen.click("explore/fit");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("explore/pixel_numbers"));
}

TEST(ChannelDividers, StandAtMultiplesOfThePatchsArea) {
    EXPECT_THAT(ui::channel_starts(3, {8, 8}), ::testing::ElementsAre(0, 64, 128));
    EXPECT_THAT(ui::channel_starts(4, {2, 3}), ::testing::ElementsAre(0, 6, 12, 18));
    EXPECT_THAT(ui::channel_starts(1, {64, 64}), ::testing::ElementsAre(0));
}

TEST(CellNumbers, NarrowCellsHoldWholeNumbersOfTwoDigits) {
    EXPECT_EQ(ui::cell_number(0.0714, {.power = 3}), "71");
    EXPECT_EQ(ui::cell_number(-0.0704, {.power = 3}), with_sign(-70, 0));
    EXPECT_EQ(ui::cell_number(12, {}), "12");
}

TEST(CellNumbers, WeightsAndProductsOfThePatchOfEightAreReadAt4K) {
    model::Session session;
    session.chapter = model::Chapter::projection;
    const Screen screen(session, {3840, 2160}, 2);
    const Explanation& number = *screen.application->results()->explanation;
    const auto printed = [&](double value) {
        for (int power = 1; power < 6; ++power) {
            if (screen.reads(ui::cell_number(value, {.power = power}))) return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < number.terms.size(); ++i) {
        EXPECT_TRUE(printed(number.weights[i])) << i;
        EXPECT_TRUE(printed(number.terms[i])) << i;
    }
    EXPECT_TRUE(screen.mentions("× 1,000"));
}

TEST(Remainder, DroppedAndPaddedAreNamed) {
    model::Session session;
    session.chapter = model::Chapter::patches;
    session.module.config.img_size = {250, 250};
    Screen screen(session);
    EXPECT_TRUE(screen.reads(english()("legend.dropped")));
    EXPECT_FALSE(screen.reads(english()("legend.padded")));
    screen.click("patches/remainder/pad");
    EXPECT_TRUE(screen.reads(english()("legend.padded")));
    EXPECT_FALSE(screen.reads(english()("legend.dropped")));
}

}  // namespace
}  // namespace patchlens
