// The glossary: every term has its texts and its place, and is found by name, by text and by keys.
#include "app/model/state/glossary.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/shell/glossary_box.h"
#include "app/ui/spot_text.h"
#include "app/ui/widgets/term.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using model::Term;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ui::compat::Key;

std::string term_text(const model::Language& language, Term term, const char* part) {
    return ui::glossary_text(language, term, part);
}

/// Whether the view of a spot is the one its chapter shows.
struct Shown {
    const model::Session& session;

    bool operator()(model::Chapter) const { return true; }
    bool operator()(model::CodeStatement at) const { return session.place<model::Code>().step == at.step; }
    bool operator()(model::Overlay at) const { return session.place<model::Explore>().overlay == at; }
    bool operator()(model::VectorView at) const { return session.place<model::Explore>().vector_view == at; }
    bool operator()(model::MapsView at) const { return session.place<model::Maps>().view == at; }
    bool operator()(model::ProjectionView at) const { return session.place<model::Projection>().view == at; }
};

TEST(Glossary, HasNameOtherNameAndTextOfEveryTermInBothLanguages) {
    for (const model::TermEntry& entry : model::terms) {
        for (const char* part : {"name", "other", "text"}) {
            const std::string key = "glossary." + std::string(entry.id) + "." + part;
            EXPECT_TRUE(english().texts().contains(key)) << key;
            EXPECT_TRUE(chinese().texts().contains(key)) << key;
        }
    }
}

TEST(Glossary, HasNoTextOfATermThatItDoesNotList) {
    const std::set<std::string> own{"title", "where", "related", "enter", "more"};
    std::set<std::string> listed;
    for (const model::TermEntry& entry : model::terms) {
        for (const char* part : {".name", ".other", ".text"})
            listed.insert(std::string(entry.id) + part);
    }
    for (const auto& [key, text] : english().texts()) {
        if (!key.starts_with("glossary.")) continue;
        const std::string rest = key.substr(std::string_view("glossary.").size());
        EXPECT_TRUE(listed.contains(rest) || own.contains(rest)) << key;
    }
}

TEST(Glossary, NamesEachTermInTheOtherLanguageAsThatLanguageDoes) {
    for (const model::TermEntry& entry : model::terms) {
        EXPECT_EQ(term_text(english(), entry.term, "other"), term_text(chinese(), entry.term, "name"));
        EXPECT_EQ(term_text(chinese(), entry.term, "other"), term_text(english(), entry.term, "name"));
    }
}

TEST(Glossary, ExplainsInAFewWholeSentencesOfWhichTheFirstFitsATooltip) {
    for (const model::TermEntry& entry : model::terms) {
        const std::string english_text = term_text(english(), entry.term, "text");
        const std::string chinese_text = term_text(chinese(), entry.term, "text");
        const std::string first(ui::first_sentence(english_text));
        EXPECT_THAT(first, ::testing::EndsWith(".")) << entry.id;
        EXPECT_LT(first.size(), 180U) << entry.id;
        EXPECT_GT(english_text.substr(0, english_text.find('\n')).size(), first.size()) << entry.id;
        EXPECT_LT(english_text.size(), 420U) << entry.id;
        EXPECT_THAT(std::string(ui::first_sentence(chinese_text)), ::testing::EndsWith("。")) << entry.id;
        EXPECT_EQ(std::ranges::count(english_text, '\n'), std::ranges::count(chinese_text, '\n')) << entry.id;
        EXPECT_LE(std::ranges::count(english_text, '\n'), 1) << entry.id;
    }
}

TEST(Glossary, LeadsFromEachTermToThreeOthersOnce) {
    for (const model::TermEntry& entry : model::terms) {
        const std::set<Term> related(entry.related.begin(), entry.related.end());
        EXPECT_EQ(related.size(), 3U) << entry.id;
        EXPECT_FALSE(related.contains(entry.term)) << entry.id;
    }
}

TEST(Glossary, ListsEachTermAtItsPlace) {
    for (std::size_t i = 0; i < model::terms.size(); ++i)
        EXPECT_EQ(static_cast<std::size_t>(model::terms.at(i).term), i);
    EXPECT_EQ(model::entry_of(Term::stride).id, "stride");
}

TEST(Glossary, ShowsEveryTermInTheChapterAndTheViewItNames) {
    for (const model::TermEntry& entry : model::terms) {
        model::Session session;
        model::show(session, entry.spot);
        EXPECT_EQ(session.chapter, model::chapter_of(entry.spot)) << entry.id;
        EXPECT_TRUE(std::visit(Shown{session}, entry.spot)) << entry.id;
        const std::string said = ui::spot_text(english(), entry.spot);
        EXPECT_THAT(said, Not(HasSubstr("."))) << said;
        EXPECT_NE(ui::spot_text(chinese(), entry.spot), said);
    }
}

TEST(Glossary, TakesTheFirstSentenceOfEitherLanguage) {
    EXPECT_EQ(ui::first_sentence("0.5 of it. More."), "0.5 of it.");
    EXPECT_EQ(ui::first_sentence("All of it.\nformula. x"), "All of it.");
    EXPECT_EQ(ui::first_sentence("一句。两句。"), "一句。");
    EXPECT_EQ(ui::first_sentence("only this"), "only this");
}

TEST(GlossarySearch, FindsByNameInBothLanguagesBeforeText) {
    EXPECT_EQ(ui::terms_with(english(), "").size(), model::terms.size());
    EXPECT_EQ(ui::terms_with(english(), "cosine").front(), Term::cosine_similarity);
    EXPECT_EQ(ui::terms_with(english(), "余弦").front(), Term::cosine_similarity);
    EXPECT_EQ(ui::terms_with(chinese(), "COSINE").front(), Term::cosine_similarity);
    EXPECT_EQ(ui::terms_with(chinese(), "ｓｔｒｉｄｅ").front(), Term::stride);
    EXPECT_EQ(ui::terms_with(english(), "norm").front(), Term::norm);
    EXPECT_EQ(ui::terms_with(english(), "normal").front(), Term::normalization);
    EXPECT_THAT(ui::terms_with(english(), "bilinear pillow"), IsEmpty());
    EXPECT_THAT(ui::terms_with(english(), "scrambled eggs"), IsEmpty());
    EXPECT_THAT(ui::terms_with(english(), "glorot"), ElementsAre(Term::xavier_uniform));
}

TEST(GlossaryBox, OpensByF2AndClosesByEscapeAndByItsButton) {
    Screen screen;
    screen.key(Key::f2);
    EXPECT_TRUE(screen.shows("dialog/glossary"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("dialog/glossary"));
    screen.click("rail/menu");
    screen.click("menu/glossary");
    EXPECT_TRUE(screen.shows("dialog/glossary"));
    screen.click("dialog/close");
    EXPECT_FALSE(screen.shows("dialog/glossary"));
}

TEST(GlossaryBox, IsReachedFromTheListOfKeys) {
    Screen screen;
    screen.key(Key::f1);
    screen.click("help/glossary");
    EXPECT_TRUE(screen.shows("dialog/glossary"));
    EXPECT_FALSE(screen.shows("dialog/help"));
    screen.key(Key::escape);
    screen.key(Key::f1);
    screen.key(Key::f2);
    EXPECT_TRUE(screen.shows("dialog/glossary"));
}

TEST(GlossaryBox, NarrowsWhileOneTypesAndExplainsTheFirstFound) {
    Screen screen;
    screen.key(Key::f2);
    EXPECT_TRUE(screen.shows("glossary/patch"));
    screen.type("cosine");
    screen.frames(2);
    EXPECT_TRUE(screen.shows("glossary/cosine_similarity"));
    EXPECT_FALSE(screen.shows("glossary/stride"));
    EXPECT_TRUE(screen.reads("cos(a, b) = a·b / (‖a‖ × ‖b‖)"));
}

TEST(GlossaryBox, WalksByArrowsAndGoesWhereEnterShows) {
    Screen screen;
    screen.key(Key::f2);
    screen.type("length of a vector");
    screen.frames(2);
    screen.key(Key::enter);
    screen.settle();
    EXPECT_FALSE(screen.shows("dialog/glossary"));
    EXPECT_EQ(screen.session().chapter, model::Chapter::maps);
    EXPECT_EQ(screen.session().place<model::Maps>().view, model::MapsView::norms);
    screen.key(Key::backspace);
    screen.settle();
    EXPECT_EQ(screen.session().chapter, model::Chapter::explore);
}

TEST(GlossaryBox, MovesThroughTheListByKeys) {
    Screen screen;
    screen.key(Key::f2);
    EXPECT_TRUE(screen.reads(term_text(english(), Term::patch, "text")));
    screen.key(Key::down);
    const std::string next = term_text(english(), Term::patch_size, "text");
    EXPECT_TRUE(screen.reads(next.substr(0, next.find('\n'))));
    screen.key(Key::up);
    EXPECT_TRUE(screen.reads(term_text(english(), Term::patch, "text")));
}

TEST(GlossaryBox, LeadsToRelatedTermsAlsoOutOfASearch) {
    Screen screen;
    screen.key(Key::f2);
    screen.type("stride");
    screen.frames(2);
    screen.click("glossary/related/padding");
    screen.frames(2);
    const std::string text = term_text(english(), Term::padding, "text");
    EXPECT_TRUE(screen.reads(text));
    EXPECT_TRUE(screen.shows("glossary/padding"));
}

}  // namespace
}  // namespace patchlens
