// The words chapter driven as a user drives it, its numbers against core.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/chapters/word_lookup.h"
#include "app/model/state/actions.h"
#include "app/ui/drawing/numbers.h"
#include "core/embedding_table.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ui::compat::Key;

model::Session words_session(const std::string& sentence = "Could have done better", int n = 5) {
    model::Session session;
    session.chapter = model::Chapter::words;
    session.choice<model::Words>().sentence = sentence;
    session.choice<model::Words>().n = n;
    return session;
}

TEST(Words, ShowsTheExamplesIndicesAndNumbers) {
    const Screen screen(words_session());
    for (const char* index : {"122", "8", "114", "12"})
        EXPECT_TRUE(screen.reads(index)) << index;
    // Every digit of the example, in the list of all words.
    for (const char* number : {"0.0190721",   "−0.04473796", "0.03923314", "0.04681129",  "−0.02183579",
                               "0.01421751",  "−0.00090249", "0.01750712", "−0.03774468", "0.04996594",
                               "−0.04607415", "0.04186441",  "0.02681447", "−0.00218643", "0.03448829",
                               "−0.03162882", "0.03427991",  "0.0324514",  "0.03953638",  "0.01771886"})
        EXPECT_TRUE(screen.mentions(number)) << number;
    // And the first word's vector in the table and below it.
    EXPECT_TRUE(screen.reads("0.0190721"));
    EXPECT_TRUE(screen.reads("−0.04473796"));
}

TEST(Words, AClickLooksAWordUp) {
    Screen screen(words_session());
    screen.click("words/word/2");
    EXPECT_EQ(screen.session().choice<model::Words>().word, 2);
    screen.frames(60);
    EXPECT_LT(screen.session().place<model::Words>().row, 0) << "the table has come to its row";
    EXPECT_FALSE(screen.application->animating());
    EXPECT_TRUE(screen.reads("−0.04607415"));
    EXPECT_TRUE(screen.mentions("index 114 picks row 114, the vector of “done”"));
}

TEST(Words, TheTableGlidesToTheRowOrJumpsThere) {
    Screen screen(words_session());
    screen.move_mouse(screen.centre("words/word/1"));
    screen.press();
    fake::feed_button(0, false);
    screen.frames(3);
    EXPECT_GT(screen.session().place<model::Words>().row, 8);
    EXPECT_LT(screen.session().place<model::Words>().row, 122);

    model::Session still = words_session();
    still.reduced_motion = true;
    Screen jumping(still);
    jumping.click("words/word/1");
    EXPECT_LT(jumping.session().place<model::Words>().row, 0);
}

TEST(Words, ArrowsGoThroughTheSentenceAndLeaveThePatchAlone) {
    Screen screen(words_session());
    screen.key(Key::right);
    screen.key(Key::right);
    EXPECT_EQ(screen.session().choice<model::Words>().word, 2);
    screen.key(Key::left);
    EXPECT_EQ(screen.session().choice<model::Words>().word, 1);
    for (int i = 0; i < 9; ++i)
        screen.key(Key::right);
    EXPECT_EQ(screen.session().choice<model::Words>().word, 3);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Words, UndoReturnsToTheWordInOneStep) {
    Screen screen(words_session());
    screen.click("words/word/3");
    screen.frames(60);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().choice<model::Words>().word, 0);
}

TEST(Words, NewWordsGetTheNextFreeIndex) {
    Screen screen(words_session());
    screen.enter("words/entry", "Patches have done better than pixels");
    EXPECT_EQ(screen.session().choice<model::Words>().sentence, "Patches have done better than pixels");
    EmbeddingTable table(5);
    const auto tokens = table.tokens("Patches have done better than pixels");
    EXPECT_EQ(tokens[0].index, 123);
    EXPECT_EQ(tokens[4].index, 124);
    EXPECT_EQ(tokens[5].index, 125);
    for (const WordToken& token : tokens)
        EXPECT_TRUE(screen.reads(std::to_string(token.index))) << token.word;
    for (const float value : tokens[0].vector)
        EXPECT_TRUE(screen.mentions(ui::all_digits(value))) << value;
    EXPECT_TRUE(
        screen.reads("New here: 3 words. The table of 123 rows did not hold them, so each got the next free "
                     "index; the last is 125."));
    screen.enter("words/entry", "Patches");
    EXPECT_TRUE(screen.reads(
        "New here: 1 word. The table of 123 rows did not hold it, so it got the next free index, 123."));
    screen.enter("words/entry", "better");
    EXPECT_TRUE(screen.mentions("The word is in the table."));
}

TEST(Words, AChineseSentenceIsAWordForEachCharacter) {
    const Screen screen(words_session("本可以做得更好。"));
    EXPECT_TRUE(screen.shows("words/word/6"));
    EXPECT_FALSE(screen.shows("words/word/7"));
    EXPECT_TRUE(screen.reads("129"));
}

TEST(Words, ASentenceWithoutWordsSaysSo) {
    Screen screen(words_session());
    screen.enter("words/entry", "...");
    EXPECT_FALSE(screen.shows("words/table"));
    EXPECT_TRUE(screen.mentions("There is no word in the sentence"));
    EXPECT_FALSE(screen.mentions("in the table."));
    screen.enter("words/entry", "Could");
    EXPECT_TRUE(screen.shows("words/table"));
}

TEST(Words, ALongSentenceShowsThePartAroundTheWord) {
    std::string sentence;
    for (int i = 0; i < 120; ++i) {
        sentence += 'w';
        sentence += std::to_string(i);
        sentence += ' ';
    }
    Screen screen(words_session(sentence));
    EXPECT_TRUE(screen.shows("words/word/0"));
    EXPECT_FALSE(screen.shows("words/word/119"));
    for (int i = 0; i < 119; ++i)
        screen.key(Key::right);
    EXPECT_TRUE(screen.shows("words/word/119"));
    EXPECT_EQ(screen.session().choice<model::Words>().word, 119);
}

TEST(Words, TheVectorsLengthIsChosen) {
    Screen screen(words_session());
    screen.enter("words/n/entry", "4096");
    EXPECT_EQ(screen.session().choice<model::Words>().n, 4096);
    screen.enter("words/n/entry", "4097");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("from 1 to 4096")));
    EXPECT_EQ(screen.session().choice<model::Words>().n, 4096);
    screen.enter("words/n/entry", "1");
    EXPECT_EQ(screen.session().choice<model::Words>().n, 1);
    const ui::Rect track = screen.place("words/n");
    screen.drag({track.min.x + 8, track.centre().y}, {track.max.x + 40, track.centre().y});
    EXPECT_EQ(screen.session().choice<model::Words>().n, 64);
}

TEST(Words, AClickOnARowOfTheTableLooksItsWordUp) {
    Screen screen(words_session("Could have better"));
    screen.click("words/word/1");
    screen.frames(60);
    const ui::Rect table = screen.place("words/table");
    // Row 12 is four rows below row 8, which is in the middle of the rows shown.
    const int shown = static_cast<int>(table.height() / 22);
    const float row = static_cast<float>((shown - 1) / 2 + 4) + 0.5F;
    screen.click({table.min.x + 20, table.min.y + 22 * row});
    EXPECT_EQ(screen.session().choice<model::Words>().word, 2);
}

TEST(Words, TheProductIsTheRowForEverySetting) {
    const std::vector<std::pair<std::string, int>> settings{{"Could have done better", 5},
                                                            {"Could have done better", 1},
                                                            {"one two three have", 64},
                                                            {"图像块也是词", 7},
                                                            {"better", 4096},
                                                            {"done, done; done!", 300}};
    for (const auto& [sentence, n] : settings) {
        const Screen screen(words_session(sentence, n));
        EmbeddingTable table(n);
        const auto tokens = table.tokens(sentence);
        const Eigen::RowVectorXf numbers = product(one_hot(tokens[0].index, table.rows()), table.matrix());
        float largest = 0;
        for (int i = 0; i < n; ++i)
            largest = std::max(largest, std::abs(numbers[i] - tokens[0].vector[static_cast<std::size_t>(i)]));
        EXPECT_TRUE(screen.reads("equal to the row: yes, largest difference " + ui::all_digits(largest)))
            << sentence << " " << n;
        const std::string rows = std::to_string(table.rows());
        const std::string length = std::to_string(n);
        EXPECT_TRUE(screen.reads("[1, " + rows + "] × [" + rows + ", " + length + "] = [1, " + length + "]"));
        EXPECT_TRUE(screen.mentions(ui::all_digits(tokens[0].vector[0])));
    }
}

TEST(Words, TheBridgeShowsTheSelectedPatch) {
    const std::vector<PatchEmbedConfig> settings{{{128, 128}, {16, 32}, 4, 48, true},
                                                 {{256, 256}, {8, 8}, 3, 512, true},
                                                 {{250, 300}, {32, 16}, 3, 7, false},
                                                 {{64, 64}, {1, 1}, 1, 64, true},
                                                 {{256, 256}, {64, 64}, 1, 1, true}};
    for (const PatchEmbedConfig& config : settings) {
        model::Session session = words_session();
        session.module.config = config;
        session.patch = {3, 2};
        const Screen screen(session);
        const std::int64_t values = config.conv_shape().fan_in();
        EXPECT_TRUE(screen.shows("words/bridge"));
        EXPECT_TRUE(screen.reads("(3, 2)"));
        EXPECT_TRUE(screen.reads(ui::grouped(values)));
        EXPECT_TRUE(screen.reads(std::to_string(config.embed_dim) + " × " + std::to_string(values)));
        EXPECT_TRUE(screen.reads(english()("words.bridge.multiplies", {ui::grouped(values)})));
        EXPECT_TRUE(screen.reads("Its index picks row 122."));
    }
}

TEST(Words, TheVectorIsCopiedWithAllDigits) {
    Screen screen(words_session());
    screen.click("words/vector");
    EXPECT_STREQ(ImGui::GetClipboardText(), "[0.0190721, -0.04473796, 0.03923314, 0.04681129, -0.02183579]");
}

TEST(Words, EverythingIsReachedByTab) {
    Screen screen(words_session());
    std::vector<std::string> visited;
    for (int i = 0; i < 60; ++i) {
        screen.key(Key::tab);
        visited.push_back(screen.state().at("focus").get<std::string>());
    }
    for (const char* name : {"words/entry", "words/n", "words/n/entry", "words/word/0", "words/word/3",
                             "words/table", "words/vector", "words/onehot"}) {
        EXPECT_THAT(visited, ::testing::Contains(name));
    }
}

TEST(Words, AFocusedSliderTakesTheArrows) {
    Screen screen(words_session());
    screen.focus("words/n");
    screen.key(Key::right);
    EXPECT_EQ(screen.session().choice<model::Words>().n, 6);
    EXPECT_EQ(screen.session().choice<model::Words>().word, 0);
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Words, AnswersWhatIsTheSameForWordsAndPatches) {
    model::Session session = words_session("Could have done better", 7);
    session.choice<model::Words>().word = 1;
    session.module.config = {{64, 64}, {16, 16}, 3, 1000, true};
    const Screen screen(session);
    EXPECT_TRUE(screen.shows("question/11"));
    EXPECT_TRUE(screen.reads(english()("words.answer.11", {"7", "1,000"})));
    EXPECT_TRUE(screen.shows("question/21"));
    EXPECT_TRUE(screen.reads(english()("words.answer.21", {"8", "have", "768"})));
}

TEST(Words, SaysWhyTextBecomesNumbersAndWhatTheEmbeddingDoes) {
    const Screen screen(words_session());
    EXPECT_TRUE(screen.mentions("A computer calculates with numbers and knows no words."));
    EXPECT_TRUE(screen.mentions("Step 2 maps each word into another space"));
}

TEST(Words, WithoutAWordThereIsNoIndexToAnswerWith) {
    const Screen screen(words_session(""));
    EXPECT_TRUE(screen.shows("question/11"));
    EXPECT_FALSE(screen.shows("question/21"));
}

TEST(Words, NothingOverlapsOrIsCut) {
    for (const auto& [width, height, scale] : {std::tuple{1280, 800, 1}, {1600, 1000, 1}, {3840, 2160, 2}}) {
        const ImVec2 size{static_cast<float>(width), static_cast<float>(height)};
        for (const int n : {1, 5, 8, 64, 4096}) {
            const Screen screen(words_session("Could have done better than that", n), size,
                                static_cast<float>(scale));
            expect_tidy(screen, size, static_cast<float>(scale), "n " + std::to_string(n));
        }
        model::Session session = words_session();
        session.module.config = {{256, 256}, {64, 64}, 4, 4096, true};
        expect_tidy(Screen(session, size, static_cast<float>(scale)), size, static_cast<float>(scale),
                    "patch 64");
        session.module.config = {{64, 64}, {1, 1}, 1, 1, true};
        expect_tidy(Screen(session, size, static_cast<float>(scale)), size, static_cast<float>(scale),
                    "patch 1");
    }
}

TEST(WordLookup, KeepsTheTableWhileOnlyTheWordChanges) {
    model::Words::Choice choice;
    const auto first = model::look_up(choice, nullptr);
    EXPECT_EQ(model::look_up(choice, first), first);
    choice.word = 3;
    const auto second = model::look_up(choice, first);
    EXPECT_EQ(second->table, first->table);
    EXPECT_EQ(second->token()->index, 12);
    choice.word = 100;
    EXPECT_EQ(model::look_up(choice, second)->word, 3);
    choice.n = 6;
    EXPECT_NE(model::look_up(choice, second)->table, first->table);
}

TEST(WordLookup, ASentenceTooLongIsRefused) {
    const model::Words::Choice choice{.sentence = std::string(model::longest_sentence + 1, 'a')};
    EXPECT_THROW(model::apply({}, model::SetChapter{choice}, {256, 256}), Error);
}

TEST(Shortest, WritesAllDigitsAndNoMore) {
    EXPECT_EQ(ui::shortest(0.0190721F), "0.0190721");
    EXPECT_EQ(ui::shortest(-0.00090249F), "-0.00090249");
    EXPECT_EQ(ui::shortest(0.0F), "0");
    EXPECT_EQ(ui::shortest(1e-7F), "0.0000001");
}

}  // namespace
}  // namespace patchlens
