// A press on a question shows its answer, and another leads back to exactly where one was.
#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/questions/questions.h"
#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/analysis/reconstruction.h"
#include "core/explain.h"
#include "core/mistakes.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using model::Chapter;
using ui::with_sign;
using ui::compat::Key;
using Pieces = std::vector<std::string>;

void ask(Screen& screen, int number) {
    screen.key(Key::f3);
    screen.click("questions/" + std::to_string(number));
    screen.settle();
}

/// The error of the picture rebuilt from `tokens` [N, D].
std::string error_of(const CoreNumbers& core, ConstMatrixView tokens) {
    const PseudoInverse inverse({core.module.weight(), core.module.bias()});
    return ui::error_text(
        rebuilt_picture(inverse.patches(tokens), core.pixels, core.grid, Normalize::none).rms);
}

/// What the answer of a question says by default, in numbers, and where it is seen.
struct Answer {
    int number;
    Chapter chapter;
    Pieces (*pieces)(const CoreNumbers& core);
    bool (*set)(const model::Session& session);
};

bool nothing_else(const model::Session& session) {
    return session.module == model::ModuleOptions{};
}

float value_of(const CoreNumbers& core) {
    return explain(core.module, core.pixels, core.patch, 137).value;
}

model::MapsView maps_view(const model::Session& session) {
    return session.place<model::Maps>().view;
}

model::ProjectionView projection_view(const model::Session& session) {
    return session.place<model::Projection>().view;
}

std::vector<Answer> answers_by_default() {
    using model::MapsView;
    using model::ProjectionView;
    using Core = CoreNumbers;
    using Session = model::Session;
    return {
        {1, Chapter::patches,
         [](const Core&) -> Pieces {
             return {"8 × 8", "32 × 32 = 1,024"};
         },
         nothing_else},
        {2, Chapter::projection,
         [](const Core&) -> Pieces {
             return {"1,024 rows of 192", "192 × 512", "98,816"};
         },
         [](const Session& session) { return projection_view(session) == ProjectionView::matrix; }},
        {3, Chapter::projection, [](const Core&) -> Pieces { return {"524,288"}; },
         [](const Session& session) { return projection_view(session) == ProjectionView::matrix; }},
        {4, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"[512, 3, 8, 8]", "1,024"};
         },
         [](const Session& session) { return maps_view(session) == MapsView::maps; }},
        {5, Chapter::projection,
         [](const Core& core) -> Pieces {
             return {"3 × 8 × 8", "192", with_sign(value_of(core))};
         },
         [](const Session& session) { return session.place<model::Projection>().term == 191; }},
        {6, Chapter::explore,
         [](const Core&) -> Pieces {
             return {"stride is 4 × 4", "63 × 63 = 3,969", "up to 4 patches"};
         },
         [](const Session& session) { return session.module.config.stride == to_pair(4); }},
        {7, Chapter::projection,
         [](const Core&) -> Pieces {
             return {"c · 64 + y · 8 + x", "i = 83", "channel G, y 2, x 3"};
         },
         [](const Session& session) { return projection_view(session) == ProjectionView::flat; }},
        {8, Chapter::patches,
         [](const Core&) -> Pieces {
             return {"row · 32 + column", "(19, 10)", "618"};
         },
         [](const Session& session) { return session.place<model::Patches>().apart == 1; }},
        {9, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"[1, 512, 32, 32]", "[1, 512, 1024]", "[1, 1024, 512]"};
         },
         [](const Session& session) { return maps_view(session) == MapsView::shapes; }},
        {10, Chapter::maps,
         [](const Core& core) -> Pieces {
             const Tensor wrong = reshaped_tokens(core.tokens);
             return {"reshape(1, 1024, 512)", error_of(core, wrong.matrix(1024))};
         },
         [](const Session& session) { return session.choice<model::Maps>().reshaped; }},
        {11, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"512 filters", "512 numbers"};
         },
         [](const Session& session) { return maps_view(session) == MapsView::filters; }},
        {12, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"it is 100", "3 × 8 × 8 = 192"};
         },
         [](const Session& session) { return maps_view(session) == MapsView::rebuilt; }},
        {13, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"192 numbers become 512", "at most 192"};
         },
         nothing_else},
        {14, Chapter::maps,
         [](const Core&) -> Pieces {
             return {"rank 192", "with 192 of its directions"};
         },
         [](const Session& session) { return session.module.config.embed_dim == 192; }},
        {15, Chapter::explore,
         [](const Core&) -> Pieces {
             return {"250 × 250", "31 × 31", "2 rows", "2 columns"};
         },
         [](const Session& session) { return session.module.config.img_size == to_pair(250); }},
        {16, Chapter::explore,
         [](const Core&) -> Pieces {
             return {"With 3 zeros", "32 × 32 = 1,024", "63 more"};
         },
         [](const Session& session) { return session.module.config.padding == to_pair(3); }},
        {17, Chapter::projection,
         [](const Core&) -> Pieces {
             return {"512 · 192 + 512 = 98,816", "512 × 512"};
         },
         [](const Session& session) { return session.module.config.img_size == to_pair(512); }},
        {18, Chapter::projection,
         [](const Core&) -> Pieces {
             return {"1,024", "512 filters", "100,663,296", "2.00 MiB"};
         },
         nothing_else},
        {19, Chapter::patches,
         [](const Core&) -> Pieces {
             return {"8 × 8: 1,024 tokens", "1.05 M"};
         },
         [](const Session& session) { return session.place<model::Patches>().costs; }},
        {20, Chapter::weights,
         [](const Core&) -> Pieces {
             return {"0.0722", "random"};
         },
         nothing_else},
        {21, Chapter::explore, [](const Core&) -> Pieces { return {"(5, 5)"}; },
         [](const Session& session) {
             return session.picture.filename() == "tiles.png" &&
                    session.place<model::Explore>().overlay == model::Overlay::similarity;
         }},
        {22, Chapter::explore,
         [](const Core& core) -> Pieces {
             const Explanation plain = explain(core.module, core.pixels, core.patch, 137);
             double products = 0;
             for (const double sum : plain.channel_sums)
                 products += sum;
             return {with_sign(products), with_sign(2 * products), with_sign(plain.bias),
                     with_sign(plain.value), with_sign(2 * products + plain.bias)};
         },
         [](const Session& session) { return session.choice<model::Explore>().times == 2; }},
        {23, Chapter::explore,
         [](const Core& core) -> Pieces {
             return {"137", with_sign(core.module.bias()[137]), "black"};
         },
         [](const Session& session) { return session.choice<model::Explore>().times == 0; }},
        {24, Chapter::explore, [](const Core&) -> Pieces { return {"grey bars"}; },
         [](const Session& session) { return session.module.normalize == Normalize::half; }},
        {25, Chapter::weights,
         [](const Core&) -> Pieces {
             return {"512", "7"};
         },
         [](const Session& session) {
             return session.module.init == Init::trained &&
                    session.place<model::Weights>().view == model::WeightsView::filters;
         }},
    };
}

void expect_answered(Screen& screen, const Answer& answer) {
    const model::Session before = screen.session();
    ask(screen, answer.number);
    const model::Session& shown = screen.session();
    EXPECT_EQ(screen.state().at("question"), answer.number);
    EXPECT_EQ(shown.chapter, answer.chapter);
    EXPECT_TRUE(answer.set(shown));
    const std::string written = screen.written_in("answer");
    // Learned weights are not core's to make.
    const model::Session plain = shown.module.init == Init::trained ? before : shown;
    for (const std::string& piece : answer.pieces(CoreNumbers(plain)))
        EXPECT_THAT(written, ::testing::HasSubstr(piece));
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session(), before);
    EXPECT_TRUE(screen.state().at("question").is_null());
    EXPECT_FALSE(screen.shows("answer"));
}

TEST(Answers, TheRangeOfLearnedWeightsChangesNothingAndThatIsSaid) {
    model::Session session;
    session.chapter = Chapter::explore;
    session.module.init = Init::trained;
    Screen screen(session);
    const float before = screen.state().at("value");
    ask(screen, 24);
    EXPECT_NEAR(screen.state().at("value").get<float>(), before, 1e-4F);
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("converted along with the range"));
}

TEST(Answers, TheRebuiltPictureIsSeenWhole) {
    model::Session session;
    session.chapter = Chapter::explore;
    session.place<model::Explore>().view = {6, 0.3, 0.1};
    Screen screen(session);
    ask(screen, 13);
    EXPECT_EQ(screen.session().place<model::Explore>().view.zoom, 1);
}

class AnswersFrom : public ::testing::TestWithParam<std::size_t> {};

/// Five questions on one screen.
TEST_P(AnswersFrom, AreSeenWithTheirNumbersAndLeadBack) {
    Screen screen;
    const std::vector<Answer> all = answers_by_default();
    for (const Answer& answer : all) {
        const auto number = static_cast<std::size_t>(answer.number);
        if (number < GetParam() || number >= GetParam() + 5) continue;
        SCOPED_TRACE("question " + std::to_string(number));
        expect_answered(screen, answer);
    }
    EXPECT_THAT(screen.messages(), ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Question, AnswersFrom, ::testing::Values(1U, 6U, 11U, 16U, 21U));

/// Far from the defaults in everything that answers set.
model::Session elsewhere() {
    model::Session session;
    session.picture = sample("harbour.png");
    session.module.config = {to_pair(100), {10, 20}, 1, 7, false};
    session.sides_linked = false;
    session.patch = {2, 3};
    session.dim = 4;
    session.chapter = Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::tokens;
    session.place<model::Explore>().view = {2, 0.4, 0.6};
    session.choice<model::Patches>().remainder = model::Remainder::pad;
    return session;
}

TEST(Answers, TheSamplesOfTilesGivesWayToThePictureOfBefore) {
    Screen screen(elsewhere());
    const model::Session before = screen.session();
    ask(screen, 21);
    EXPECT_EQ(screen.session().picture, sample("tiles.png"));
    screen.click("answer/back");
    EXPECT_EQ(screen.session(), before);
    EXPECT_EQ(screen.state().at("image"), sample("harbour.png").string());
}

TEST(Answers, NextGoesOnFromTheFirstPlaceAndBackLeadsThere) {
    Screen screen(elsewhere());
    const model::Session before = screen.session();
    ask(screen, 25);
    screen.click("answer/next");
    screen.settle();
    EXPECT_EQ(screen.state().at("question"), 1);
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
    EXPECT_EQ(screen.session().picture, before.picture);
    screen.click("answer/previous");
    screen.settle();
    EXPECT_EQ(screen.state().at("question"), 25);
    screen.click("answer/back");
    EXPECT_EQ(screen.session(), before);
}

TEST(Answers, UndoKnowsNothingOfTheVisit) {
    Screen screen;
    screen.enter("params/patch_size/entry", "16");
    ask(screen, 15);
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(250));  // nothing was done here to take back
    screen.enter("params/patch_size/entry", "32");
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(16));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(8));
}

TEST(Answers, OneWhoStaysCanUndo) {
    Screen screen;
    ask(screen, 15);
    screen.click("answer/stay");
    EXPECT_FALSE(screen.shows("answer"));
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(250));
    screen.key(Key::z, true);
    screen.settle();
    EXPECT_EQ(screen.session().module, model::ModuleOptions{});
}

TEST(Answers, WhatIsKeptForTheNextStartIsTheSessionOfBefore) {
    Screen screen(elsewhere());
    const model::Session before = screen.session();
    ask(screen, 16);
    EXPECT_NE(screen.session(), before);
    EXPECT_EQ(screen.application->session_to_keep(), before);
}

TEST(Answers, PatchesThatShareAPixelAreLitWithoutAMouse) {
    Screen screen;
    ask(screen, 6);
    screen.move_mouse({5, 5});
    EXPECT_TRUE(screen.shows("explore/sharing"));
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_FALSE(screen.shows("explore/sharing"));
}

TEST(Answers, LanguageAndThemeStayAsTheyAreNow) {
    Screen screen;
    ask(screen, 1);
    screen.type("t");
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().theme, model::Theme::light);
}

TEST(Answers, AQuestionBesideASceneLeadsThere) {
    model::Session session;
    session.chapter = Chapter::patches;
    Screen screen(session, {1600, 2400});
    screen.click("question/15/show");
    screen.settle();
    EXPECT_EQ(screen.state().at("question"), 15);
    EXPECT_EQ(screen.session().chapter, Chapter::explore);
}

TEST(Answers, HoldInSettingsTheyWereNotMadeFor) {
    Screen screen;
    ask(screen, 22);
    screen.click("inspector/times/1");
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("Double the patch"));
    ask(screen, 23);
    screen.click("inspector/times/1");
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("press × 0"));
    ask(screen, 13);
    screen.enter("params/embed_dim/entry", "64");
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("Here it is: 192 numbers become 64"));
}

TEST(Answers, TheCurvesOfCostsMarkTheSideOfNowAndSetAnother) {
    Screen screen;
    ask(screen, 19);
    const auto side_at = [&](const char* curve, double x) {
        const ui::Rect plot = screen.place(curve);
        return std::exp2(6 * (x - plot.min.x) / plot.width());  // logarithmic, from 1 to 64
    };
    for (const char* curve : {"patches/costs/tokens", "patches/costs/pairs"}) {
        const std::string mark = std::string(curve) + "/marked";
        EXPECT_NEAR(side_at(curve, screen.centre(mark).x), 8, 0.2) << curve;
    }
    const ui::Rect plot = screen.place("patches/costs/pairs");
    screen.click(ImVec2{plot.min.x + plot.width() * 4 / 6, plot.centre().y});
    EXPECT_EQ(screen.session().module.config.patch_size, to_pair(16));
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("16 × 16: 256 tokens"));
}

TEST(Answers, NothingOverlapsOrIsCutBelowThem) {
    for (const auto& [number, language, size] :
         {std::tuple{15, model::LanguageId::en, ImVec2{1600, 1000}},
          std::tuple{22, model::LanguageId::zh_cn, ImVec2{1280, 800}}}) {
        model::Session session;
        session.language = language;
        Screen screen(session, size);
        screen.key(Key::f3);
        const model::Language& words = language == model::LanguageId::en ? english() : chinese();
        for (int asked = 1; asked <= model::question_count; ++asked)
            EXPECT_TRUE(screen.reads(words(("questions.ask." + std::to_string(asked)).c_str()))) << asked;
        screen.click("questions/" + std::to_string(number));
        screen.settle();
        screen.move_mouse({2, 2});  // away from what has a tooltip
        expect_tidy(screen, size, 1, "question " + std::to_string(number));
    }
}

TEST(Answers, TwinsAreAllPatchesWithTheSamePixels) {
    Screen screen;
    ask(screen, 21);
    const CoreNumbers core(screen.session());
    std::vector<std::int64_t> equal;
    for (std::int64_t token = 0; token < core.grid.num_patches(); ++token) {
        if (token != core.token() && core.matrix().row(token) == core.matrix().row(core.token()))
            equal.push_back(token);
    }
    EXPECT_GT(equal.size(), 3U);
    const model::ResultsPointer results = screen.application->results();
    EXPECT_EQ(*results->analyses.equal, equal);
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr(std::to_string(equal.size()) + " twins"));
}

}  // namespace
}  // namespace patchlens
