// Words of the field on the screen: explained where they stand, with the glossary behind them.
#include <string>

#include <gtest/gtest.h>

#include "app/ui/parameters/argument_terms.h"
#include "app/ui/widgets/term.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::Term;
using ui::compat::Key;

constexpr int frames_to_rest = 24;  // 0.4 seconds

std::string sentence_of(Term term) {
    return std::string(ui::first_sentence(ui::glossary_text(english(), term, "text")));
}

TEST(Terms, AreExplainedAfterAMoment) {
    Screen screen;
    screen.move_mouse(screen.centre("term/vector"));
    EXPECT_FALSE(screen.reads(sentence_of(Term::vector)));
    EXPECT_TRUE(screen.application->wakes_in().has_value());
    screen.frames(frames_to_rest);
    EXPECT_TRUE(screen.reads(sentence_of(Term::vector)));
    EXPECT_FALSE(screen.application->animating());
}

TEST(Terms, OpenTheGlossaryAtThemselvesByAClick) {
    Screen screen;
    screen.click("term/dimension");
    EXPECT_TRUE(screen.shows("dialog/glossary"));
    EXPECT_TRUE(screen.reads(ui::glossary_text(english(), Term::dimension, "text")));
}

TEST(Terms, OpenTheGlossaryAtThemselvesByF2) {
    Screen screen({}, {1920, 1080});
    screen.move_mouse(screen.centre("explore/overlay/similarity"));
    screen.key(Key::f2);
    EXPECT_TRUE(screen.reads("cosine similarity"));
    EXPECT_TRUE(screen.shows("glossary/related/dot_product"));
}

TEST(Terms, StandOnTheLabelsOfTheParametersBesideTheirHelp) {
    Screen screen;
    screen.move_mouse(screen.centre("term/patch_size"));
    EXPECT_TRUE(screen.reads(english()("help.patch_size")));
    EXPECT_TRUE(screen.reads(english()("glossary.more")));
    screen.click("term/patch_size");
    EXPECT_TRUE(screen.shows("dialog/glossary"));
    EXPECT_TRUE(screen.reads(ui::glossary_text(english(), Term::patch_size, "name")));
}

TEST(Terms, AreFoundInEveryChapter) {
    const std::pair<model::Chapter, const char*> expected[] = {
        {model::Chapter::explore, "term/vector"},  {model::Chapter::words, "term/word_table"},
        {model::Chapter::patches, "term/token"},   {model::Chapter::projection, "term/product"},
        {model::Chapter::maps, "term/patch_size"}, {model::Chapter::code, "term/num_patches"},
    };
    for (const auto& [chapter, term] : expected) {
        model::Session session;
        session.chapter = chapter;
        const Screen screen(session);
        EXPECT_TRUE(screen.shows(term)) << term;
    }
}

TEST(Terms, OfAnArgumentAreKnownWithAndWithoutASide) {
    EXPECT_EQ(ui::term_of_argument("patch_size"), Term::patch_size);
    EXPECT_EQ(ui::term_of_argument("img_size W"), Term::img_size);
    EXPECT_EQ(ui::term_of_argument("preset"), std::nullopt);
}

}  // namespace
}  // namespace patchlens
