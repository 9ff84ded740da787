// The quiz: ten questions drawn from settings and a seed, two rounds, and how one goes through them.
#include "app/model/chapters/quiz.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/quiz/progress.h"
#include "app/model/state/open_question.h"
#include "app/ui/quiz_texts.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::Quiz;
using model::QuizGiven;
using model::QuizKind;
using model::QuizMistake;
using model::QuizQuestion;
using model::QuizRound;
using model::QuizScore;
using model::QuizStage;
using ::testing::HasSubstr;
using ui::compat::Key;

std::vector<PatchEmbedConfig> odd_modules() {
    return {{},
            {{250, 300}, {16, 32}, 3, 768},
            {{1, 1}, {1, 1}, 1, 1, false},
            {{256, 256}, {256, 256}, 4, 1},
            {{256, 256}, {1, 1}, 1, 4096},
            {{224, 224}, {7, 7}, 3, 64, true, Size{4, 4}, {3, 3}},
            {{64, 40}, {8, 4}, 4, 16, false, Size{12, 6}},
            {{8192, 8192}, {64, 64}, 4, 4096, true, Size{1, 1}}};
}

std::vector<QuizKind> kinds_of(const std::vector<QuizQuestion>& questions) {
    std::vector<QuizKind> kinds;
    for (const QuizQuestion& question : questions)
        kinds.push_back(question.kind);
    return kinds;
}

// Drawing

TEST(AQuizRound, HasTenQuestionsWhateverTheModule) {
    for (const PatchEmbedConfig& module : odd_modules()) {
        for (const QuizRound round : {QuizRound::before, QuizRound::after}) {
            const auto questions = model::quiz_questions(module, 7, round);
            EXPECT_EQ(questions.size(), 10U);
            for (const QuizQuestion& question : questions)
                EXPECT_TRUE(can_ask(question.kind, question.config)) << name_of(question.kind);
        }
    }
}

TEST(AQuizRound, IsTheSameForTheSameSeedAndAnotherForAnother) {
    EXPECT_EQ(model::quiz_questions({}, 1, QuizRound::before),
              model::quiz_questions({}, 1, QuizRound::before));
    EXPECT_NE(kinds_of(model::quiz_questions({}, 1, QuizRound::before)),
              kinds_of(model::quiz_questions({}, 2, QuizRound::before)));
    using enum QuizKind;
    EXPECT_THAT(kinds_of(model::quiz_questions({}, 1, QuizRound::before)),
                ::testing::ElementsAre(macs, patch_of_token, linear, reshape, halved, twins, outputs,
                                       patches_at, shared, begins))
        << "on every machine";
}

TEST(AQuizRound, AsksNoKindTwiceAndNoneThatGivesAnotherAway) {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        const auto kinds = kinds_of(model::quiz_questions({}, seed, QuizRound::before));
        const std::set<QuizKind> different(kinds.begin(), kinds.end());
        EXPECT_EQ(different.size(), kinds.size()) << seed;
        EXPECT_FALSE(different.contains(QuizKind::values) && different.contains(QuizKind::products)) << seed;
        EXPECT_FALSE(different.contains(QuizKind::outputs) && different.contains(QuizKind::bytes)) << seed;
    }
}

TEST(AQuizRound, AsksTheSameKindsAfterTheStoryWithOtherNumbers) {
    for (std::uint32_t seed = 0; seed < 50; ++seed) {
        const auto before = model::quiz_questions({}, seed, QuizRound::before);
        const auto after = model::quiz_questions({}, seed, QuizRound::after);
        EXPECT_EQ(kinds_of(before), kinds_of(after)) << seed;
        EXPECT_EQ(before.front().config, PatchEmbedConfig{}) << "first the module as it is";
        const PatchEmbedConfig& other = after.front().config;
        EXPECT_NE(other.patch_size, to_pair(8));
        EXPECT_NE(other.embed_dim, 512);
        EXPECT_EQ(other.img_size, to_pair(256)) << "the picture stays";
        for (std::size_t i = 0; i < before.size(); ++i) {
            const bool counts = before[i].kind == QuizKind::patches || before[i].kind == QuizKind::values ||
                                before[i].kind == QuizKind::length || before[i].kind == QuizKind::parameters;
            if (counts) {
                EXPECT_NE(before[i].solution(), after[i].solution()) << name_of(before[i].kind);
            }
        }
    }
}

TEST(AQuizRound, MixesNumbersToTypeWithAnswersToChoose) {
    int typed = 0;
    int chosen = 0;
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        for (const QuizQuestion& question : model::quiz_questions({}, seed, QuizRound::before))
            ++(question.typed ? typed : chosen);
    }
    EXPECT_GT(typed, 20);
    EXPECT_GT(chosen, 100);
}

// Answering

TEST(QuizRecords, AreKeptAsText) {
    const model::QuizRecord record{{.value = 2}, {.skipped = true}, {.value = 1024}};
    EXPECT_EQ(to_text(record), "2 s 1024");
    EXPECT_EQ(model::quiz_record("2 s 1024", 10), record);
    EXPECT_EQ(model::quiz_record("2 s 1024", 2).size(), 2U);
    EXPECT_EQ(to_text(model::quiz_record("1 x 2", 10)), "1") << "up to what is no record";
    EXPECT_EQ(to_text(model::quiz_record("-3", 10)), "");
}

TEST(TypedNumbers, AreReadAsPeopleWriteThem) {
    for (const char* text :
         {"98816", "98,816", " 98 816 ", "98_816", "98'816", "98\u202F816", "９８，８１６"})
        EXPECT_EQ(model::typed_number(text), 98816) << text;
    for (const char* text : {"", " ", "8x8", "-3", "1.5", "1e3", "99999999999999999999", "many"})
        EXPECT_FALSE(model::typed_number(text)) << text;
}

QuizQuestion typed_values() {
    model::QuizRandom random(1);
    return model::ask(QuizKind::values, {}, true, random);
}

TEST(QuizMistakes, AreFoundInChosenAndInTypedAnswers) {
    const QuizQuestion typed = typed_values();
    ASSERT_TRUE(typed.typed);
    EXPECT_EQ(mistake_in(typed, {.value = 192}), QuizMistake::none);
    EXPECT_EQ(mistake_in(typed, {.value = 64}), QuizMistake::colour_forgotten);
    EXPECT_EQ(mistake_in(typed, {.value = 5}), QuizMistake::other);
    model::QuizRandom random(1);
    const QuizQuestion shape = model::ask(QuizKind::output_shape, {}, false, random);
    for (std::size_t i = 0; i < shape.answers.size(); ++i)
        EXPECT_EQ(mistake_in(shape, {.value = static_cast<std::int64_t>(i)}), shape.answers[i].mistake);
    EXPECT_EQ(mistake_in(shape, {.value = 9}), QuizMistake::other);
}

QuizGiven right_answer(const QuizQuestion& question) {
    if (question.typed) return {.value = std::get<std::int64_t>(question.solution())};
    return {.value = static_cast<std::int64_t>(question.right)};
}
QuizGiven wrong_answer(const QuizQuestion& question) {
    if (question.typed) return {.value = std::get<std::int64_t>(question.solution()) + 1};
    return {.value = question.right == 0 ? 1 : 0};
}

TEST(TheQuiz, GoesThroughTwoRoundsAndCounts) {
    Quiz::Place place = model::begun({}, 3);
    EXPECT_EQ(place.stage, QuizStage::before);
    const auto questions = place.questions(QuizRound::before);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_TRUE(place.open());
        if (i < 4) place = answered(place, right_answer(questions[i]));
        if (i == 4 || i == 5) place = answered(place, wrong_answer(questions[i]));
        place = gone_on(place);
    }
    EXPECT_EQ(place.stage, QuizStage::between);
    EXPECT_EQ(score(questions, place.record(QuizRound::before)), (QuizScore{4, 2, 4}));
    place = second_round(place);
    EXPECT_EQ(place.stage, QuizStage::after);
    EXPECT_EQ(place.question, 0);
    for (const QuizQuestion& question : place.questions(QuizRound::after))
        place = gone_on(answered(place, right_answer(question)));
    EXPECT_EQ(place.stage, QuizStage::done);
    EXPECT_EQ(score(place.questions(QuizRound::after), place.record(QuizRound::after)),
              (QuizScore{10, 0, 0}));
    EXPECT_EQ(score(questions, place.record(QuizRound::before)), (QuizScore{4, 2, 4})) << "both are kept";
}

TEST(TheQuiz, LetsASkippedQuestionBeAnsweredAndAnAnsweredOneBe) {
    Quiz::Place place = gone_on(model::begun({}, 3));
    EXPECT_EQ(place.before, "s");
    place = gone_back(place);
    EXPECT_TRUE(place.open());
    const QuizQuestion question = place.questions(QuizRound::before).front();
    place = answered(place, right_answer(question));
    EXPECT_FALSE(place.open());
    const std::string kept = place.before;
    EXPECT_EQ(answered(place, wrong_answer(question)).before, kept);
    EXPECT_EQ(gone_back(place), place) << "there is none before the first";
}

// The table

TEST(QuizTables, HaveALineForEachQuestionOfBothRounds) {
    Quiz::Place place = model::begun({}, 3);
    for (const QuizRound round : {QuizRound::before, QuizRound::after}) {
        for (const QuizQuestion& question : place.questions(round)) {
            place =
                answered(place, round == QuizRound::before ? wrong_answer(question) : right_answer(question));
            place = gone_on(place);
        }
        if (round == QuizRound::before) place = second_round(place);
    }
    const std::string table = ui::quiz_table(english(), place);
    EXPECT_EQ(std::ranges::count(table, '\n'), 21);
    EXPECT_THAT(table,
                HasSubstr("round,number,kind,module,question,answer,right_answer,outcome,misconception\n"));
    EXPECT_THAT(table, HasSubstr("\nbefore,1,"));
    EXPECT_THAT(table, HasSubstr("\nafter,10,"));
    EXPECT_THAT(table, HasSubstr(",right,\n"));
    EXPECT_THAT(table, HasSubstr(",wrong,"));
}

// The words

template <typename Choice>
std::set<std::string> names_in(bool without_first = false) {
    std::set<std::string> names;
    for (const auto& [name, value] : model::names_of<Choice>)
        names.emplace(name);
    if (without_first) names.erase(std::string(model::names_of<Choice>[0].first));
    return names;
}
std::set<std::string> keys_behind_text(const std::string& group) {
    const std::string prefix = "quiz_text." + group + ".";
    std::set<std::string> names;
    for (const auto& [key, text] : english().texts())
        if (key.starts_with(prefix)) names.insert(key.substr(prefix.size()));
    return names;
}

TEST(QuizTexts, AreThereForEveryKindMistakeAndWordAndForNoOther) {
    for (const char* group : {"name", "ask", "why"})
        EXPECT_EQ(keys_behind_text(group), names_in<QuizKind>()) << group;
    EXPECT_EQ(keys_behind_text("mistake"), names_in<QuizMistake>(true));
    EXPECT_EQ(keys_behind_text("word"), names_in<model::QuizWord>());
}

TEST(QuizTexts, NameTheFloorWhereThePatchIsHalved) {
    model::QuizRandom random(1);
    const QuizQuestion question = model::ask(QuizKind::halved, {{250, 300}, {16, 32}, 3, 768}, false, random);
    EXPECT_EQ(question.solution(), model::QuizValue(std::int64_t{31 * 18}));
    EXPECT_THAT(ui::quiz_reason(english(), question), HasSubstr("floor(250 / 8) × floor(300 / 16) = 558"));
    EXPECT_THAT(ui::quiz_reason(chinese(), question), HasSubstr("floor(250 / 8) × floor(300 / 16) = 558"));
}

TEST(QuizTexts, SayTheRightAnswerAndTheMisconception) {
    const QuizQuestion question = typed_values();
    EXPECT_EQ(ui::quiz_settings(english(), question.config),
              "img_size 256 × 256 · patch_size 8 × 8 · in_chans 3 · embed_dim 512");
    EXPECT_EQ(ui::quiz_feedback(english(), question, {.value = 192}),
              (ui::QuizFeedback{"Right.", "8 × 8 pixels times 3 channels: 192."}));
    EXPECT_EQ(ui::quiz_feedback(english(), question, {.value = 64}),
              (ui::QuizFeedback{"No. That forgets colour: every channel has values and weights of its own.",
                                "8 × 8 pixels times 3 channels: 192."}));
    PatchEmbedConfig sliding{{64, 40}, {8, 4}, 4, 16, false, Size{12, 6}, {1, 2}};
    EXPECT_EQ(
        ui::quiz_settings(english(), sliding),
        "img_size 64 × 40 · patch_size 8 × 4 · in_chans 4 · embed_dim 16 · stride 12 × 6 · padding 1 × 2 · "
        "no bias");
}

// On the screen

model::Session quiz_session(int seed = 1) {
    model::Session session;
    session.chapter = model::Chapter::quiz;
    session.place<Quiz>() = model::begun(session.module.config, seed);
    return session;
}

const Quiz::Place& quiz_of(const Screen& screen) {
    return screen.session().place<Quiz>();
}
QuizQuestion question_on(const Screen& screen) {
    const Quiz::Place& place = quiz_of(screen);
    return place.questions(place.round()).at(static_cast<std::size_t>(place.question));
}
/// Goes on, skipping, until a question of that sort is there.
QuizQuestion come_to(Screen& screen, bool typed) {
    for (int i = 0; i < 10 && question_on(screen).typed != typed; ++i)
        screen.click("quiz/skip");
    return question_on(screen);
}

TEST(TheQuizOnTheScreen, BeginsWithTheModuleAsItIs) {
    model::Session session;
    session.chapter = model::Chapter::quiz;
    session.module.config.embed_dim = 24;
    session.module.config.patch_size = to_pair(16);
    Screen screen(session, {1280, 800});
    screen.click("quiz/begin");
    EXPECT_EQ(quiz_of(screen).stage, QuizStage::before);
    EXPECT_EQ(quiz_of(screen).module, session.module.config);
    EXPECT_TRUE(screen.mentions("img_size 256 × 256 · patch_size 16 × 16 · in_chans 3 · embed_dim 24"));
    EXPECT_TRUE(screen.mentions(ui::quiz_text(english(), question_on(screen))));
    EXPECT_TRUE(screen.mentions("Question 1 of 10"));
}

TEST(TheQuizOnTheScreen, SaysBeforehandWhatIsComing) {
    model::Session session;
    session.chapter = model::Chapter::quiz;
    session.module.config.embed_dim = 24;
    const Screen screen(session, {1280, 800});
    EXPECT_TRUE(screen.shows("quiz/picture"));
    EXPECT_TRUE(screen.mentions("embed_dim 24"));
    EXPECT_TRUE(screen.reads("10 questions a round, about 5 minutes."));
    EXPECT_TRUE(screen.reads("No round is finished yet."));
    Quiz::Place& place = session.place<Quiz>();
    place = model::begun(session.module.config, 3);
    for (int i = 0; i < 10; ++i)
        place = gone_on(
            i < 4 ? answered(place,
                             right_answer(place.questions(QuizRound::before).at(static_cast<std::size_t>(i))))
                  : place);
    EXPECT_EQ(place.best, (model::QuizBest{4, -1}));
    place = next_quiz(place);
    EXPECT_EQ(place.stage, QuizStage::ready);
    EXPECT_EQ(place.seed, 4);
    EXPECT_TRUE(Screen(session, {1280, 800}).reads("Before the story 4 of 10, after it – of 10."));
    for (Quiz::Place now = model::begun(session.module.config, 4, place.best);; now = gone_on(now)) {
        if (now.asking()) continue;
        EXPECT_EQ(now.best, (model::QuizBest{4, -1})) << "a worse round changes nothing";
        break;
    }
}

TEST(TheQuizOnTheScreen, SaysWhereTheSettingsAreOthersThanThoseOnTheScreen) {
    model::Session session = quiz_session();
    EXPECT_FALSE(Screen(session, {1280, 800}).shows("quiz/elsewhere"));
    Quiz::Place& place = session.place<Quiz>();
    while (place.asking())
        place = gone_on(place);
    place = second_round(place);
    EXPECT_TRUE(Screen(session, {1280, 800}).shows("quiz/elsewhere"));
}

TEST(TheQuizOnTheScreen, ShowsALargerPictureWithTwiceTheImgSize) {
    const auto kind_at = [](const Quiz::Place& place, std::size_t at) {
        return place.questions(QuizRound::before).at(at).kind;
    };
    int seed = 1;
    while (kind_at(model::begun({}, seed), 0) != QuizKind::larger_image)
        ++seed;
    model::Session session = quiz_session(seed);
    Quiz::Place& place = session.place<Quiz>();
    place = answered(place, wrong_answer(place.questions(QuizRound::before).front()));
    Screen screen(session, {1280, 800});
    screen.click("quiz/show");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(512));
    EXPECT_EQ(screen.session().chapter, model::Chapter::maps);
    screen.click("answer/back");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.img_size, to_pair(256));
}

TEST(TheQuizOnTheScreen, TheStoryEndsAtTheSecondRound) {
    model::Session session = quiz_session();
    Quiz::Place& place = session.place<Quiz>();
    while (place.asking())
        place = gone_on(place);
    session.chapter = model::Chapter::story;
    session.place<model::Story>().beat = model::story_beats - 1;
    Screen screen(session, {1280, 800});
    screen.click("story/second_round");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::quiz);
    EXPECT_EQ(quiz_of(screen).stage, QuizStage::after);
    session.place<Quiz>() = {};
    EXPECT_FALSE(Screen(session, {1280, 800}).shows("story/second_round")) << "no first round was answered";
}

TEST(TheQuizOnTheScreen, TakesAChoiceByKeyAndSaysWhatItMeans) {
    Screen screen(quiz_session(), {1280, 800});
    const QuizQuestion question = come_to(screen, false);
    for (const model::QuizAnswer& answer : question.answers)
        EXPECT_TRUE(screen.reads(ui::quiz_value_text(english(), answer.value)));
    const std::int64_t wrong = wrong_answer(question).value;
    screen.type(std::to_string(wrong + 1));
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::quiz) << "the digit answers";
    const ui::QuizFeedback said = ui::quiz_feedback(english(), question, {.value = wrong});
    EXPECT_TRUE(screen.reads(said.verdict));
    EXPECT_TRUE(screen.reads(said.reason));
    screen.type("2");
    EXPECT_EQ(screen.session().chapter, model::Chapter::quiz) << "one more digit does not lead away";
    const int before = quiz_of(screen).question;
    screen.key(Key::enter);
    EXPECT_EQ(quiz_of(screen).question, before + 1);
    screen.key(Key::left);
    EXPECT_EQ(quiz_of(screen).question, before);
}

TEST(TheQuizOnTheScreen, TakesAChoiceByClick) {
    Screen screen(quiz_session(), {1280, 800});
    const QuizQuestion question = come_to(screen, false);
    screen.click("quiz/answer/" + std::to_string(question.right + 1));
    screen.settle();
    EXPECT_TRUE(screen.reads(ui::quiz_feedback(english(), question, right_answer(question)).reason));
    EXPECT_FALSE(quiz_of(screen).open());
    screen.click("quiz/next");
    EXPECT_TRUE(quiz_of(screen).open());
}

TEST(TheQuizOnTheScreen, TakesATypedNumberAndSaysWhatIsExpected) {
    Screen screen(quiz_session(), {1280, 800});
    const QuizQuestion question = come_to(screen, true);
    ASSERT_TRUE(question.typed);
    screen.enter("quiz/number", "many");
    screen.settle();
    EXPECT_TRUE(quiz_of(screen).open());
    EXPECT_TRUE(screen.mentions("“many” is no whole number"));
    screen.enter("quiz/number", ui::quiz_value_text(english(), question.solution()));
    screen.settle();
    EXPECT_FALSE(quiz_of(screen).open());
    EXPECT_TRUE(screen.reads(ui::quiz_feedback(english(), question, right_answer(question)).reason));
}

TEST(TheQuizOnTheScreen, HidesWhatWouldAnswerAQuestionUntilItIsAnswered) {
    Screen screen(quiz_session(), {1600, 1000});
    come_to(screen, false);
    EXPECT_TRUE(model::question_is_open(screen.session()));
    EXPECT_FALSE(screen.mentions("32 × 32 = 1,024"));
    EXPECT_FALSE(screen.mentions("192 → 512"));
    EXPECT_TRUE(screen.mentions("does not show what would answer it"));
    screen.type("1");
    screen.settle();
    EXPECT_FALSE(model::question_is_open(screen.session()));
    EXPECT_TRUE(screen.mentions("32 × 32 = 1,024"));
    EXPECT_TRUE(screen.mentions("192 → 512"));
}

TEST(TheQuizOnTheScreen, ShowsTheAnswerAndComesBack) {
    Screen screen(quiz_session(), {1280, 800});
    come_to(screen, false);
    screen.type("1");
    screen.settle();
    const Quiz::Place before = quiz_of(screen);
    screen.click("quiz/show");
    screen.settle();
    EXPECT_NE(screen.session().chapter, model::Chapter::quiz);
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::quiz);
    EXPECT_EQ(quiz_of(screen), before);
}

TEST(TheQuizOnTheScreen, ShowsTheAnswerInTheModuleAskedAboutAndReturnsToTheOneBefore) {
    model::Session session = quiz_session();
    Quiz::Place& place = session.place<Quiz>();
    for (int i = 0; i < 10; ++i)
        place = gone_on(place);
    place = gone_on(second_round(place));
    const QuizQuestion question = place.questions(QuizRound::after).at(1);
    ASSERT_EQ(question.kind, QuizKind::patch_of_token);
    place = answered(place, wrong_answer(question));
    Screen screen(session, {1280, 800});
    screen.click("quiz/show");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::patches);
    EXPECT_EQ(screen.session().module.config, question.config);
    EXPECT_EQ(screen.session().patch, question.patch);
    EXPECT_TRUE(
        screen.reads(ui::quiz_text(english(), question) + " " + ui::quiz_reason(english(), question)));
    screen.click("answer/back");
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::quiz);
    EXPECT_EQ(screen.session().module, session.module);
    EXPECT_EQ(screen.session().patch, session.patch);
    EXPECT_EQ(quiz_of(screen), place);
}

TEST(TheQuizOnTheScreen, KeepsWhatIsAnsweredWhileAnAnswerIsShown) {
    Screen screen(quiz_session(), {1280, 800});
    come_to(screen, false);
    screen.type("1");
    screen.settle();
    screen.click("quiz/show");
    screen.settle();
    screen.click("rail/quiz");
    screen.settle();
    screen.click("quiz/next");
    come_to(screen, false);
    screen.type("1");
    screen.settle();
    const Quiz::Place answered_there = quiz_of(screen);
    screen.click("answer/back");
    screen.settle();
    EXPECT_EQ(quiz_of(screen), answered_there);
}

TEST(TheQuizOnTheScreen, ShowsBothScoresSideBySideWithTheGain) {
    model::Session session = quiz_session(2);
    Quiz::Place& place = session.place<Quiz>();
    std::vector<QuizQuestion> questions = place.questions(QuizRound::before);
    for (std::size_t i = 0; i < 10; ++i)
        place = gone_on(i < 4 ? answered(place, right_answer(questions[i])) : place);
    Screen between(session, {1280, 800});
    EXPECT_TRUE(between.mentions("4 of 10 right."));
    between.click("quiz/second");
    EXPECT_EQ(quiz_of(between).stage, QuizStage::after);
    place = second_round(place);
    questions = place.questions(QuizRound::after);
    for (std::size_t i = 0; i < 10; ++i)
        place = gone_on(i < 9 ? answered(place, right_answer(questions[i])) : place);
    Screen screen(session, {1280, 800});
    EXPECT_TRUE(screen.reads("4 of 10 right before, 9 after: 5 more."));
    EXPECT_TRUE(screen.reads("4 / 10"));
    EXPECT_TRUE(screen.reads("9 / 10"));
    for (const QuizQuestion& question : questions)
        EXPECT_TRUE(screen.reads(ui::quiz_name(english(), question.kind)));
    screen.click("quiz/again");
    EXPECT_EQ(quiz_of(screen).seed, 3) << "other questions";
    EXPECT_EQ(quiz_of(screen).before, "");
}

TEST(TheQuizOnTheScreen, OverlapsAndCutsNothing) {
    const LeastTexts few{.all = 15, .of_the_chapter = 5};  // a question is short, small windows fold panels
    struct Look {
        ImVec2 size;
        float scale;
        model::LanguageId language;
        bool answered;
    };
    for (const Look& look : {Look{{900, 600}, 1, model::LanguageId::en, true},
                             Look{{1280, 800}, 1, model::LanguageId::zh_cn, true},
                             Look{{2560, 1600}, 2, model::LanguageId::en, false}}) {
        model::Session session = quiz_session(4);
        session.language = look.language;
        Screen screen(session, look.size, look.scale);
        for (int i = 0; i < 10; ++i) {
            const std::string what = std::to_string(i) + " " + std::string(name_of(question_on(screen).kind));
            if (look.answered && !question_on(screen).typed) screen.type("1");
            screen.settle();
            expect_tidy(screen, look.size, look.scale, what, few);
            screen.click(screen.shows("quiz/next") ? "quiz/next" : "quiz/skip");
        }
        screen.settle();
        EXPECT_EQ(quiz_of(screen).stage, QuizStage::between);
        expect_tidy(screen, look.size, look.scale, "between", few);
    }
}

TEST(TheQuizOnTheScreen, SurvivesASavedSession) {
    model::Session session = quiz_session(5);
    Quiz::Place& place = session.place<Quiz>();
    place = gone_on(answered(place, right_answer(place.questions(QuizRound::before).front())));
    EXPECT_EQ(model::session_from_json(model::to_json(session)).place<Quiz>(), place);
}

TEST(TheQuizOnTheScreen, SavesTheResultsAsATable) {
    const TemporaryFolder folder;
    model::Session session = quiz_session(5);
    Quiz::Place& place = session.place<Quiz>();
    place = gone_on(answered(place, right_answer(place.questions(QuizRound::before).front())));
    Screen screen(session, {1280, 800});
    screen.click("quiz/save");
    screen.frames(2);
    ASSERT_TRUE(screen.shows("dialog/save_results"));
    screen.enter("save/path", (folder.path() / "class").string());
    screen.frames(2);
    if (screen.shows("save/save")) screen.click("save/save");
    screen.frames(2);
    std::ifstream file(folder.path() / "class.csv");
    const std::string saved{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(saved, ui::quiz_table(english(), place));
}

}  // namespace
}  // namespace patchlens
