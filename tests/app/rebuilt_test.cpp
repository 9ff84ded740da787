// The rebuilt picture: what is shown against core, what is kept of it, and what a user does.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/rebuilding.h"
#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/picture_difference.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/analysis/reconstruction_error.h"
#include "core/unfold.h"
#include "core/weights/npy.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::MapsView;
using ui::error_text;
using ui::grouped;
using ui::psnr_text;

model::Session rebuilt_session(int kept = 0) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = MapsView::rebuilt;
    session.choice<model::Maps>().kept = kept;
    session.choice<model::Maps>().kept_first = model::KeptFirst::weights;  // as core counts them
    return session;
}

std::vector<Setting> rebuilt_settings() {
    std::vector<Setting> all;
    const auto add = [&](std::string name, int kept, auto change) {
        all.push_back({std::move(name), rebuilt_session(kept), {}});
        change(all.back().session);
    };
    add("default", 0, [](model::Session&) {});
    add("some kept", 24, [](model::Session&) {});
    add("not square, remainder, normalised", 100, [](model::Session& session) {
        session.picture = sample("harbour.png");
        session.module.config = {{250, 300}, {16, 32}, 3, 200, true};
        session.module.normalize = Normalize::imagenet;
    });
    add("one channel, patch 1", 0, [](model::Session& session) {
        session.module.config = {{24, 40}, {1, 1}, 1, 64, true};
    });
    add("one dimension", 0, [](model::Session& session) { session.module.config.embed_dim = 1; });
    add("4096 dimensions", 50, [](model::Session& session) { session.module.config.embed_dim = 4096; });
    add("four channels, one patch of 64", 0, [](model::Session& session) {
        session.picture = sample("leaf.png");
        session.module.config = {{64, 64}, {64, 64}, 4, 96, false};
    });
    return all;
}

const model::Rebuilding& rebuilding(const Screen& screen) {
    return *screen.application->results()->analyses.rebuilt;
}

/// What core alone rebuilds of a session.
struct CoreRebuilt : CoreNumbers {
    explicit CoreRebuilt(const model::Session& session)
        : CoreNumbers(session),
          inverse({module.weight(), module.bias()}),
          kept(session.choice<model::Maps>().kept == 0 ? static_cast<int>(inverse.singular_values().size())
                                                       : session.choice<model::Maps>().kept),
          picture(rebuilt_picture(inverse.patches(matrix(), kept), pixels, grid, session.module.normalize)) {}

    PseudoInverse inverse;
    int kept;
    RebuiltPicture picture;
};

TEST(Rebuilt, TheNumbersAreCores) {
    for (const Setting& setting : rebuilt_settings()) {
        const Screen screen(setting.session);
        const CoreRebuilt core(screen.session());
        const int rank = core.inverse.rank();
        const std::string all = grouped(static_cast<std::int64_t>(core.inverse.singular_values().size()));
        const std::vector<double> patches = rms_of_patches(core.picture.pixels, core.pixels, core.grid);
        EXPECT_TRUE(screen.reads(english()("rebuilt.of", {grouped(rank), all}))) << setting.name;
        EXPECT_TRUE(screen.reads(error_text(core.picture.rms))) << setting.name;
        EXPECT_TRUE(screen.reads(psnr_text(core.picture.psnr))) << setting.name;
        EXPECT_TRUE(screen.reads(error_text(patches[static_cast<std::size_t>(core.token())])))
            << setting.name;
        EXPECT_TRUE(screen.reads(
            english()("rebuilt.caption", {grouped(std::min(core.kept, rank)), grouped(rank),
                                          error_text(core.picture.rms), psnr_text(core.picture.psnr)})))
            << setting.name;
        EXPECT_EQ(rebuilding(screen).picture->image, core.picture.image) << setting.name;
        EXPECT_EQ(rebuilding(screen).inverse->singular_values(), core.inverse.singular_values());
    }
}

TEST(Rebuilt, TheCurvesAreCores) {
    for (const Setting& setting : rebuilt_settings()) {
        const Screen screen(setting.session);
        const CoreRebuilt core(screen.session());
        const Tensor patches = unfold(core.pixels, core.grid.patch());
        const ConstMatrixView rows = patches.matrix(core.grid.num_patches());
        EXPECT_EQ(*rebuilding(screen).errors, errors_by_directions(core.inverse, rows)) << setting.name;
        const std::vector<double>& shown = rebuilding(screen).by_filters->errors;
        const std::vector<double> own = errors_by_filters(core.module.weight(), rows);
        ASSERT_GE(shown.size(), own.size()) << setting.name;
        for (std::size_t i = 0; i < own.size(); ++i)
            EXPECT_NEAR(shown[i], own[i], 1e-12) << setting.name << i;
    }
}

TEST(Rebuilt, ACurveOfTheFiltersGoesOnToWhatALargerEmbedDimWouldBring) {
    model::Session few = rebuilt_session();
    few.module.config.embed_dim = 10;
    model::Session many = rebuilt_session();
    many.module.config.embed_dim = 192;
    const Screen small(few);
    const Screen large(many);
    EXPECT_EQ(rebuilding(small).by_filters->errors, rebuilding(large).by_filters->errors);
    EXPECT_EQ(rebuilding(small).by_filters->errors.size(), 193U);
    EXPECT_GT(rebuilding(small).by_filters->errors[191], 0);
    EXPECT_EQ(rebuilding(small).by_filters->errors[192], 0);
}

TEST(Rebuilt, TheCurveOfTheFiltersEndsWithThemWhereItIsNotKnownWhichWouldFollow) {
    model::Session session = rebuilt_session();
    session.module.config.embed_dim = 10;
    session.module.init = Init::xavier;  // draws other filters for another embed_dim
    const Screen screen(session);
    EXPECT_EQ(rebuilding(screen).by_filters->errors.size(), 11U);
}

TEST(Rebuilt, WhileTheSliderMovesOnlyThePictureIsMadeAgain) {
    Screen screen(rebuilt_session());
    const auto before = screen.application->results()->analyses.rebuilt;
    EXPECT_EQ(before->kept, 192);
    screen.enter("maps/kept/entry", "30");
    screen.settle();
    const auto after = screen.application->results()->analyses.rebuilt;
    EXPECT_EQ(after->kept, 30);
    EXPECT_EQ(after->inverse, before->inverse);
    EXPECT_EQ(after->coordinates, before->coordinates);
    EXPECT_EQ(after->errors, before->errors);
    EXPECT_EQ(after->by_filters, before->by_filters);
    EXPECT_NE(after->picture, before->picture);
    EXPECT_GT(after->picture->rms, 0.01);
}

TEST(Rebuilt, AnotherPictureNeedsNoOtherPseudoInverseAndAnotherFactorNoOtherPicture) {
    Screen screen(rebuilt_session());
    const auto before = screen.application->results()->analyses.rebuilt;
    screen.click("maps/gain/4");
    screen.settle();
    const auto brighter = screen.application->results()->analyses.rebuilt;
    EXPECT_EQ(brighter->picture, before->picture);
    EXPECT_EQ(brighter->gain, 4);
    screen.application->open(sample("harbour.png"));
    screen.settle();
    const auto other = screen.application->results()->analyses.rebuilt;
    EXPECT_EQ(other->inverse, before->inverse);
    EXPECT_NE(other->coordinates, before->coordinates);
}

TEST(Rebuilt, TheSliderKeepsAndADoubleClickOnItKeepsAllAgain) {
    Screen screen(rebuilt_session());
    const ui::Rect track = screen.place("maps/kept");
    screen.drag({track.max.x - 8, track.centre().y}, track.centre());
    const int kept = screen.session().choice<model::Maps>().kept;
    EXPECT_NEAR(kept, 96, 8);
    screen.click(track.centre());
    screen.click(track.centre());
    screen.settle();
    EXPECT_EQ(screen.session().choice<model::Maps>().kept, 0);
    EXPECT_EQ(rebuilding(screen).kept, 192);
}

TEST(Rebuilt, WhatIsKeptIsTakenBackByUndo) {
    Screen screen(rebuilt_session());
    screen.enter("maps/kept/entry", "30");
    EXPECT_EQ(screen.session().choice<model::Maps>().kept, 30);
    screen.key(ui::compat::letter_key('z'), true);
    screen.settle();
    EXPECT_EQ(screen.session().choice<model::Maps>().kept, 0);
    EXPECT_EQ(rebuilding(screen).kept, 192);
}

TEST(Rebuilt, APressOnTheCurveKeepsAsManyAsStandThere) {
    Screen screen(rebuilt_session());
    const ui::Rect curve = screen.place("maps/rebuilt/curve");
    screen.click({curve.min.x + curve.width() / 4, curve.centre().y});
    screen.settle();
    EXPECT_NEAR(screen.session().choice<model::Maps>().kept, 48, 2);
    EXPECT_EQ(rebuilding(screen).kept, screen.session().choice<model::Maps>().kept);
    const ui::Rect mark = screen.place("maps/rebuilt/curve/marked");
    EXPECT_NEAR(mark.centre().x, curve.min.x + curve.width() / 4, 4);
}

TEST(Rebuilt, SaysWhyItIsExactOrNot) {
    const auto sentence = [](int dims, int kept) {
        model::Session session = rebuilt_session(kept);
        session.module.config.embed_dim = dims;
        const Screen screen(session);
        const std::array<std::pair<const char*, std::string>, 4> all{{
            {"few", english()("rebuilt.why.few", {std::to_string(dims), "192"})},
            {"exact", english()("rebuilt.why.exact", {"192", "3", "8 × 8"})},
            {"more", english()("rebuilt.why.more", {"192", "3", "8 × 8", std::to_string(dims - 192)})},
            {"kept", english()("rebuilt.why.kept", {std::to_string(kept), std::to_string(std::min(dims, 192)),
                                                    std::to_string(std::min(dims, 192) - kept)})},
        }};
        std::vector<std::string> found;
        for (const auto& [name, text] : all) {
            if (screen.mentions(text.substr(0, 24))) found.emplace_back(name);
        }
        return found;
    };
    EXPECT_THAT(sentence(64, 0), testing::ElementsAre("few"));
    EXPECT_THAT(sentence(64, 10), testing::ElementsAre("kept"));
    EXPECT_THAT(sentence(192, 0), testing::Contains("exact"));
    EXPECT_THAT(sentence(512, 0), testing::Contains("more"));
}

TEST(Rebuilt, FollowsEmbedDimToWhereItBecomesExact) {
    Screen screen(rebuilt_session());
    for (const int dims : {10, 191, 192, 512}) {
        screen.enter("params/embed_dim/entry", std::to_string(dims));
        screen.settle();
        const model::Rebuilding& shown = rebuilding(screen);
        EXPECT_EQ(shown.inverse->rank(), std::min(dims, 192));
        EXPECT_EQ(shown.kept, std::min(dims, 192)) << "all of them";
        EXPECT_EQ(shown.picture->rms < 1e-4, dims >= 192) << shown.picture->rms;
        EXPECT_NEAR(shown.picture->rms, shown.by_filters->errors[static_cast<std::size_t>(dims)], 2e-5);
    }
}

TEST(Rebuilt, TheThreePicturesAreZoomedTogetherAndAPressSelectsInEach) {
    Screen screen(rebuilt_session());
    for (const char* name : {"maps/original", "maps/rebuilt", "maps/difference"}) {
        const ui::Rect place = screen.place(name);
        screen.click({place.min.x + place.width() / 4, place.min.y + place.height() * 3 / 4});
        EXPECT_NEAR(screen.session().patch.row, 24, 1) << name;
        EXPECT_NEAR(screen.session().patch.column, 8, 1) << name;
        screen.click({place.min.x + 3, place.min.y + 3});
        EXPECT_EQ(screen.session().patch, (PatchPosition{0, 0})) << name;
    }
    const double before = screen.session().place<model::Explore>().view.zoom;
    screen.wheel(screen.centre("maps/difference"), 3);
    EXPECT_GT(screen.session().place<model::Explore>().view.zoom, 1.5 * before);
    EXPECT_EQ(screen.place("maps/original").size().x, screen.place("maps/rebuilt").size().x);
    screen.click("maps/rebuilt/fit");
    EXPECT_EQ(screen.session().place<model::Explore>().view, model::PictureView{});
}

TEST(Rebuilt, TheDifferenceIsAsBrightAsItSays) {
    Screen screen(rebuilt_session(180));
    const model::ResultsPointer results = screen.application->results();
    const double largest = largest_difference(rebuilding(screen).picture->pixels, *results->pixels,
                                              results->grid, Normalize::none);
    EXPECT_DOUBLE_EQ(rebuilding(screen).gain, std::clamp(1 / largest, 1.0, model::largest_gain));
    EXPECT_EQ(std::ranges::max(rebuilding(screen).difference->front().pixels), 255);
    screen.click("maps/gain/16");
    screen.settle();
    EXPECT_TRUE(screen.reads("difference × 16"));
    EXPECT_EQ(rebuilding(screen).difference->front(),
              difference_image(rebuilding(screen).picture->pixels, *results->pixels, results->grid,
                               Normalize::none, 16));
    screen.click("maps/gain/1");
    screen.settle();
    EXPECT_TRUE(screen.reads("difference × 1"));
}

TEST(Rebuilt, WhatIsExactHasABlackDifferenceWhateverTheRounding) {
    const Screen screen(rebuilt_session());
    EXPECT_EQ(rebuilding(screen).gain, model::largest_gain);
    EXPECT_LE(std::ranges::max(rebuilding(screen).difference->front().pixels), 1);
}

TEST(Rebuilt, IsNotTriedWhereItWouldTakeMinutesAndSaysSo) {
    model::Session session = rebuilt_session();
    session.module.config = {{256, 256}, {64, 64}, 3, 1025, true};
    const Screen screen(session);
    EXPECT_EQ(rebuilding(screen).not_rebuilt, model::NotRebuilt::too_many_directions);
    EXPECT_TRUE(screen.shows("maps/absent"));
    EXPECT_TRUE(screen.mentions("singular values"));
    session.module.config.embed_dim = 96;
    EXPECT_FALSE(Screen(session).shows("maps/absent"));
}

TEST(Rebuilt, OfAPictureAboveTheMemoryBudgetItSaysWhy) {
    const Screen screen(rebuilt_session(), {1600, 1000}, 1, {.output_bytes = 1000});
    EXPECT_EQ(rebuilding(screen).not_rebuilt, model::NotRebuilt::too_large);
    EXPECT_TRUE(screen.shows("maps/absent"));
    EXPECT_TRUE(screen.mentions("1,024 patches"));
}

TEST(Rebuilt, WithoutAllTokensItIsTheSamePicture) {
    model::Session session = rebuilt_session(24);
    session.module.config.embed_dim = 768;
    const std::int64_t coordinates = 1024 * 192 * 8;
    const Screen whole(session);
    const Screen blocks(session, {1600, 1000}, 1, {.output_bytes = coordinates});
    ASSERT_FALSE(blocks.application->results()->tokens);
    EXPECT_EQ(rebuilding(blocks).picture->image, rebuilding(whole).picture->image);
}

TEST(Rebuilt, WeightsThatAreNoNumbersAreSaidToHaveNoPseudoInverse) {
    const TemporaryFolder folder;
    Tensor weight = Tensor::zeros({4, 3, 8, 8});
    weight[5] = NAN;
    write_npy(folder / "w.npy", weight);
    model::Session session = rebuilt_session();
    session.module.weights = folder / "w.npy";
    session.module.config.embed_dim = 4;
    const Screen screen(session);
    EXPECT_EQ(rebuilding(screen).not_rebuilt, model::NotRebuilt::not_finite);
    EXPECT_TRUE(screen.mentions("pseudo-inverse"));
}

TEST(Rebuilt, OfWeightsOfZeroNothingIsKept) {
    const TemporaryFolder folder;
    write_npy(folder / "w.npy", Tensor::zeros({4, 3, 8, 8}));
    model::Session session = rebuilt_session();
    session.module.weights = folder / "w.npy";
    session.module.config.embed_dim = 4;
    const Screen screen(session);
    EXPECT_EQ(rebuilding(screen).inverse->rank(), 0);
    EXPECT_FALSE(screen.shows("maps/kept"));
    EXPECT_TRUE(screen.reads(english()("rebuilt.of", {"0", "4"})));
    expect_tidy(screen, {1600, 1000}, 1, "weights of zero");
}

TEST(Rebuilt, FitsInEverySizeAndLanguage) {
    const std::array<std::pair<ImVec2, float>, 4> sizes{
        {{{900, 600}, 1.0F}, {{1280, 800}, 1.0F}, {{1600, 1000}, 1.0F}, {{3840, 2160}, 2.0F}}};
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (Setting& setting : rebuilt_settings()) {
            setting.session.language = language;
            for (const auto& [size, scale] : sizes) {
                if (size.x > 1280 && setting.name != "default") continue;
                const Screen screen(setting.session, size, scale);
                expect_tidy(screen, size, scale, setting.name);
            }
        }
    }
}

TEST(Rebuilt, KeepsFirstWhatThePictureHas) {
    model::Session session = rebuilt_session(3);
    session.module.init = Init::trained;
    session.choice<model::Maps>().kept_first = model::KeptFirst::picture;
    Screen screen(session);
    const double by_picture = rebuilding(screen).picture->rms;
    EXPECT_TRUE(screen.reads(english()("rebuilt.why.longest", {"3", "192", "189"})));
    const std::vector<double> errors = *rebuilding(screen).errors;
    EXPECT_TRUE(std::ranges::is_sorted(errors, std::ranges::greater_equal())) << "each rebuilds it better";
    screen.click("maps/kept_first/weights");
    screen.settle();
    EXPECT_EQ(screen.session().choice<model::Maps>().kept_first, model::KeptFirst::weights);
    EXPECT_GT(rebuilding(screen).picture->rms, 3 * by_picture) << "nearly black";
}

}  // namespace
}  // namespace patchlens
