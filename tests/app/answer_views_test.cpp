// What is seen where a question is answered, how the banner stands above it, and what Back brings back.
#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/questions/questions.h"
#include "app/ui/drawing/theme.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using model::Chapter;
using model::LanguageId;
using ui::compat::Key;

void press_question(Screen& screen, int number) {
    screen.key(Key::f3);
    screen.click("questions/" + std::to_string(number));
    screen.settle();
    screen.move_mouse({2, 2});
}

void come_back(Screen& screen) {
    screen.key(Key::backspace);
    screen.settle();
    screen.frames(8);
}

model::Session in(Chapter chapter, LanguageId language = LanguageId::en) {
    model::Session session;
    session.chapter = chapter;
    session.language = language;
    return session;
}

bool is_visible(const Screen& screen, std::string_view item) {
    const ui::Rect place = screen.place(item);
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return place.min.x >= 0 && place.min.y >= 0 && place.max.x <= size.x && place.max.y <= size.y - 30;
}

TEST(ComingBackFromAnAnswer, FindsTheGreyBarsOfBefore) {
    Screen screen;
    screen.enter("params/seed/entry", "5");
    ASSERT_TRUE(screen.state().at("ghost"));
    press_question(screen, 1);
    EXPECT_FALSE(screen.state().at("ghost"));
    come_back(screen);
    EXPECT_TRUE(screen.state().at("ghost"));
}

TEST(ComingBackFromAnAnswer, FindsThePanelScrolledAsItWas) {
    Screen screen(in(Chapter::projection), {1280, 800});
    screen.wheel({1100, 500}, -6);
    screen.frames(4);
    const float before = screen.place("question/5").min.y;
    press_question(screen, 5);
    screen.frames(3);
    EXPECT_GT(screen.place("question/5").min.y, before) << "an answer begins at the top";
    come_back(screen);
    EXPECT_EQ(screen.place("question/5").min.y, before);
}

TEST(ComingBackFromAnAnswer, FindsTheStoryAloneAtTheFirstStart) {
    ui::User user;
    user.settings.settings.hint_seen = false;
    Screen screen(in(Chapter::story), {1280, 800}, 1, {}, user);
    ASSERT_FALSE(screen.shows("params/patch_size"));
    press_question(screen, 21);  // with another picture
    EXPECT_TRUE(screen.shows("params/patch_size"));
    come_back(screen);
    EXPECT_EQ(screen.session().chapter, Chapter::story);
    EXPECT_FALSE(screen.shows("params/patch_size"));
}

TEST(TheQuestions, DoNotAnswerAnOpenQuestionOfTheQuiz) {
    model::Session session = in(Chapter::quiz);
    session.place<model::Quiz>().stage = model::QuizStage::before;
    Screen screen(session);
    screen.key(Key::f3);
    EXPECT_FALSE(screen.shows("dialog/questions"));
    EXPECT_THAT(screen.messages(), ::testing::Contains(std::string(english()("questions.quiz_open"))));
    EXPECT_TRUE(screen.session().place<model::Quiz>().open());
}

TEST(TheBanner, SaysThatTheDefaultsAreNotOnesSettings) {
    model::Session session = in(Chapter::explore);
    session.module.config.patch_size = to_pair(16);
    Screen screen(session);
    press_question(screen, 13);
    EXPECT_THAT(screen.written_in("answer"),
                ::testing::HasSubstr("With the defaults, not with your settings."));
    screen.enter("params/embed_dim/entry", "64");
    EXPECT_THAT(screen.written_in("answer"), ::testing::Not(::testing::HasSubstr("defaults")));
    come_back(screen);
    screen.enter("params/patch_size/entry", "8");
    press_question(screen, 13);
    EXPECT_THAT(screen.written_in("answer"), ::testing::Not(::testing::HasSubstr("With the defaults")));
}

TEST(TheBanner, IsOneLineThatLeadsBackWhereOneWentElsewhere) {
    Screen screen;
    press_question(screen, 6);
    const float whole = screen.place("answer").height();
    screen.click("rail/words");
    screen.settle();
    EXPECT_LT(screen.place("answer").height(), whole);
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("Do patches overlap?"));
    EXPECT_THAT(screen.written_in("answer"), ::testing::Not(::testing::HasSubstr("stride")));
    screen.click("rail/explore");
    screen.settle();
    EXPECT_EQ(screen.place("answer").height(), whole);
    EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr("stride"));
}

TEST(TheBanner, CountsEveryQuestionInANarrowWindow) {
    Screen screen(in(Chapter::explore), {1280, 800});
    for (const int number : {1, 2, 4}) {
        press_question(screen, number);
        EXPECT_THAT(screen.written_in("answer"), ::testing::HasSubstr(std::to_string(number) + " / 25"));
    }
}

TEST(TheQuestions, AreAskedInTheSameWordsBesideTheScenes) {
    const Screen screen(in(Chapter::projection), {1600, 2800});
    for (const int number : {2, 3, 4, 5, 7, 11, 12, 13, 14, 17, 18, 22, 23})
        EXPECT_TRUE(screen.reads(english()(("questions.ask." + std::to_string(number)).c_str()))) << number;
}

TEST(TheProofThatConv2dIsLinear, IsSeenWholeAtSmallSizesInBothLanguages) {
    for (const auto& [language, size] :
         {std::tuple{LanguageId::en, ImVec2{1280, 800}}, std::tuple{LanguageId::zh_cn, ImVec2{1280, 800}},
          std::tuple{LanguageId::zh_cn, ImVec2{900, 600}}}) {
        Screen screen(in(Chapter::explore, language), size);
        for (const int number : {2, 3}) {
            press_question(screen, number);
            ASSERT_TRUE(screen.shows("answer/proof")) << number << " at " << size.x;
            EXPECT_TRUE(is_visible(screen, "answer/proof")) << number << " at " << size.x;
        }
    }
}

TEST(TheThirdAnswer, PointsAtTheNumberWhereTheTwoDifferMost) {
    Screen screen;
    press_question(screen, 3);
    const model::ResultsPointer results = screen.application->results();
    const auto& difference = results->analyses.path_difference;
    ASSERT_TRUE(difference);
    EXPECT_EQ(screen.session().patch, results->grid.position(difference->token));
    EXPECT_EQ(screen.session().dim, difference->dim);
    screen.key(Key::right);  // what one points at then stays
    screen.settle();
    EXPECT_NE(screen.session().patch, results->grid.position(difference->token));
}

TEST(TheFourthAnswer, ShowsAMapThatTellsSomethingAndItsFilterBesideIt) {
    for (const char* name : {"house.png", "leaf.png", "tiles.png"}) {
        model::Session session = in(Chapter::explore);
        session.picture = sample(name);
        Screen screen(session, {1280, 800});
        press_question(screen, 4);
        const model::ResultsPointer results = screen.application->results();
        const Summary& map = results->analyses.dimensions->at(static_cast<std::size_t>(screen.session().dim));
        EXPECT_LT(map.min, 0) << name;
        EXPECT_GT(map.max, 0) << name;
        EXPECT_GT(map.std, std::abs(map.mean)) << name;
        EXPECT_THAT(screen.written_in("answer"),
                    ::testing::HasSubstr("map " + std::to_string(screen.session().dim)));
        EXPECT_GE(screen.place("maps/one/filter").height(), 120) << name;
        EXPECT_GE(screen.place("maps/one/map").height(), 120) << name;
    }
}

TEST(TheSeventhAnswer, ShowsWhereEveryChannelBegins) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{900, 600}}) {
        Screen screen(in(Chapter::explore), size);
        press_question(screen, 7);
        EXPECT_TRUE(screen.reads(english()("projection.flat_rows", {"192"}))) << size.x;
    }
}

TEST(TheAnswersAboutAllTheMatrices, LightTheOnesWhoseNumbersAreCounted) {
    Screen screen(in(Chapter::explore), {1280, 800});
    press_question(screen, 17);
    EXPECT_TRUE(screen.shows("projection/matrix/lit/weights"));
    EXPECT_TRUE(screen.shows("projection/matrix/lit/bias"));
    EXPECT_FALSE(screen.shows("projection/matrix/lit/tokens"));
    EXPECT_TRUE(screen.reads("= 98,816"));
    press_question(screen, 18);
    EXPECT_TRUE(screen.shows("projection/matrix/lit/tokens"));
    EXPECT_FALSE(screen.shows("projection/matrix/lit/weights"));
    EXPECT_TRUE(screen.reads("= 100,663,296"));
}

TEST(TheTwentiethAnswer, IsLargeEnoughForTheLastRow) {
    Screen screen(in(Chapter::explore), {1280, 800});
    press_question(screen, 20);
    EXPECT_GE(screen.place("weights/both/torch/filters").width(), 200);
    EXPECT_GE(screen.place("weights/both/trained/filters").width(), 200);
    screen.click("weights/both/trained");
    screen.settle();
    EXPECT_EQ(screen.session().module.init, Init::trained);
}

TEST(TheAnswersInTheVector, AreSeenWhereThePanelIsFolded) {
    Screen screen(in(Chapter::explore), {900, 600});
    for (const int number : {22, 23, 24}) {
        press_question(screen, number);
        EXPECT_GE(screen.place("answer/vector").width(), 500) << number;
        EXPECT_TRUE(is_visible(screen, "answer/vector")) << number;
        EXPECT_TRUE(screen.shows("answer/ghost")) << number;
    }
}

TEST(TheGreyBars, EndInFrontOfLongerOnes) {
    Screen screen;
    press_question(screen, 22);
    const ui::Rect bars = screen.place("answer/vector");
    const ImU32 ends = ui::palette_of(model::Theme::dark).text.packed(0.9F);
    int found = 0;
    const ImDrawData& drawn = *ImGui::GetDrawData();
    for (int list = 0; list < drawn.CmdListsCount; ++list) {
        for (const ImDrawVert& point : drawn.CmdLists[list]->VtxBuffer)
            found += point.col == ends && bars.contains(point.pos) ? 1 : 0;
    }
    EXPECT_GE(found, 4 * 400);
}

TEST(TheAnswers, NameThePixelsTheySpeakOf) {
    Screen screen(in(Chapter::explore), {1280, 800});
    press_question(screen, 15);
    EXPECT_TRUE(screen.mentions("dropped"));
    press_question(screen, 16);
    EXPECT_TRUE(screen.mentions("zeros"));
    press_question(screen, 10);
    EXPECT_TRUE(screen.mentions("right order"));
}

TEST(TheAnswers, BeginWithTheirWallWhereItWasNotScrolled) {
    Screen screen;
    press_question(screen, 11);
    const float before = screen.place("maps/selected").min.y;
    screen.wheel(screen.centre("maps/atlas"), -40);
    screen.frames(2);
    EXPECT_FALSE(screen.shows("maps/selected"));
    press_question(screen, 11);
    screen.frames(2);
    ASSERT_TRUE(screen.shows("maps/selected"));
    EXPECT_EQ(screen.place("maps/selected").min.y, before);
}

TEST(TheAnswers, AreTidyAtTheSmallestSizes) {
    Screen screen(in(Chapter::explore, LanguageId::zh_cn), {900, 600});
    for (const int number : {1, 3, 4, 7, 8, 17, 18, 19, 20, 24}) {
        press_question(screen, number);
        expect_tidy(screen, {900, 600}, 1, "question " + std::to_string(number), {20, 4});
    }
}

}  // namespace
}  // namespace patchlens
