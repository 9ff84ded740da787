// The user's own languages: offered beside English and Chinese, compared with English, never a reason not to
// start.
#include "app/model/state/languages.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/state/session.h"
#include "tests/app/screen.h"
#include "tests/core/expect_error.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

LanguageId id_of(std::string_view name) {
    return LanguageId::called(name).value();
}

LanguageFolders folders_in(const TemporaryFolder& folder) {
    return {std::filesystem::path(PATCHLENS_ASSETS_DIR) / "lang", folder.path()};
}

std::vector<std::string> said(const LanguageReport& report) {
    std::vector<std::string> sentences;
    for (const Message& message : report.messages())
        sentences.push_back(message.in(english()));
    return sentences;
}

TEST(LanguageNames, AreThoseOfBcp47AndSafeAsNamesOfFiles) {
    for (const char* name : {"en", "zh-CN", "fr", "pt-BR", "gsw", "sr-Latn-RS", "de-1996", "ca-valencia"})
        EXPECT_EQ(id_of(name).name(), name);
    for (const char* name : {"", "e", "fr-", "-fr", "fr--FR", "fr_FR", "../fr", "fr/x", "f2", "français",
                             "abcdefghi", "en-abcdefghi", "en-a1234567-a1234567-a1234567-a12345678"})
        EXPECT_FALSE(LanguageId::called(name)) << name;
    EXPECT_EQ(id_of("pt-BR").without_region(), "pt");
}

TEST(OwnLanguages, StandBehindEnglishAndChineseByWhatTheyCallThemselves) {
    const TemporaryFolder folder;
    folder.put("pt-BR.json", R"({"menu.this_language": "português"})");
    folder.put("fr.json", R"({"menu.open": "Ouvrir…"})");
    folder.put("de.json", "{");
    folder.put("notes.txt", "{}");
    folder.put("fr_FR.json", "{}");
    std::filesystem::create_directory(folder / "it.json");
    std::vector<std::string> titles;
    for (const LanguageEntry& entry : offered_languages(folder.path()))
        titles.push_back(entry.title);
    EXPECT_THAT(titles, ElementsAre("English", "中文", "de", "fr", "português"));
    EXPECT_THAT(offered_languages(folder / "nowhere"), SizeIs(2));
}

TEST(OwnLanguages, AreCalledByTheirNames) {
    const TemporaryFolder folder;
    folder.put("fr.json", "{}");
    const auto offered = offered_languages(folder.path());
    EXPECT_EQ(language_called("fr", "--lang", offered), id_of("fr"));
    expect_error(ErrorCode::choice_expected, "en, zh-CN, fr",
                 [&] { static_cast<void>(language_called("de", "--lang", offered)); });
}

TEST(OwnLanguages, FallBackToEnglishAndSayWhatTheyLack) {
    const TemporaryFolder folder;
    folder.put("fr.json", R"({"menu.open": "Ouvrir…", "menu.help": "", "menu.quit": "Quitter"})");
    const LoadedLanguage loaded = load_language(folders_in(folder), id_of("fr"));
    EXPECT_STREQ(loaded.texts("menu.open"), "Ouvrir…");
    EXPECT_STREQ(loaded.texts("menu.help"), english()("menu.help"));
    EXPECT_STREQ(loaded.texts("menu.undo"), english()("menu.undo"));
    const std::size_t all = english().texts().size();
    EXPECT_THAT(said(loaded.report),
                ElementsAre((folder / "fr.json").string() + " lacks " + std::to_string(all - 2) + " of " +
                            std::to_string(all) + " texts; they are in English"));
}

TEST(OwnLanguages, AreToldOfGapsThatDifferFromEnglishAndOfUnknownTexts) {
    const TemporaryFolder folder;
    std::string json = "{\"nobody.asks\": \"?\"";
    for (const auto& [key, text] : english().texts()) {
        if (key != "about.version" && key != "quiz.progress") json += ",\n\"" + key + "\": \"{0} {1}\"";
    }
    json += R"(, "about.version": "Version", "quiz.progress": "{0?Frage|Fragen} {1}"})";
    folder.put("de.json", json);
    const LanguageReport report = load_language(folders_in(folder), id_of("de")).report;
    EXPECT_THAT(report.other_gaps, ::testing::Contains("about.version"));
    EXPECT_THAT(report.other_gaps, ::testing::Not(::testing::Contains("quiz.progress")));
    ASSERT_THAT(said(report), SizeIs(2));
    EXPECT_THAT(said(report)[0], HasSubstr("other placeholders (numbers in braces) than in English"));
    EXPECT_THAT(said(report)[0], EndsWith(", …"));
    EXPECT_EQ(said(report)[1], (folder / "de.json").string() +
                                   " has 1 text that PatchLens does not know: "
                                   "nobody.asks");
}

TEST(OwnLanguages, ThatAreDamagedSayWhereAndLeaveEnglish) {
    struct Case {
        const char* json;
        const char* place;
    };
    for (const Case& c : {Case{"", " is damaged at 1:1"}, Case{"[]", " is damaged at 1:1"},
                          Case{"{\n  \"menu.open\": \"Ouvrir\"\n  \"menu.help\"", " is damaged at 3:13"},
                          Case{R"({"menu.open": 7})", " is damaged at \"menu.open\""},
                          Case{"{\"a\": \"\xff\"}", "fr.json"}}) {
        const TemporaryFolder folder;
        folder.put("fr.json", c.json);
        const LoadedLanguage loaded = load_language(folders_in(folder), id_of("fr"));
        EXPECT_EQ(loaded.texts.texts(), english().texts());
        ASSERT_TRUE(loaded.report.problem) << c.json;
        EXPECT_EQ(loaded.report.problem->code(), ErrorCode::language_damaged);
        EXPECT_THAT(english().sentence(*loaded.report.problem), HasSubstr(c.place));
    }
}

TEST(OwnLanguages, ThatAreNotThereAreMissedAndLeaveEnglish) {
    const TemporaryFolder folder;
    for (const LanguageFolders& folders :
         {folders_in(folder), LanguageFolders{folders_in(folder).shipped, {}}}) {
        const LoadedLanguage loaded = load_language(folders, id_of("fr"));
        EXPECT_EQ(loaded.texts.texts(), english().texts());
        EXPECT_THAT(said(loaded.report), ElementsAre(EndsWith("fr.json cannot be read: there is no such "
                                                              "file or folder")));
    }
    EXPECT_THAT(said(load_language(folders_in(folder), LanguageId::zh_cn).report), IsEmpty());
}

TEST(OwnLanguages, MayRewordThoseOfTheProgram) {
    const TemporaryFolder folder;
    folder.put("zh-CN.json", R"({"menu.help": "快捷键一览"})");
    const LoadedLanguage loaded = load_language(folders_in(folder), LanguageId::zh_cn);
    EXPECT_STREQ(loaded.texts("menu.help"), "快捷键一览");
    EXPECT_STREQ(loaded.texts("menu.open"), chinese()("menu.open"));
    EXPECT_THAT(said(loaded.report), ElementsAre(EndsWith("zh-CN.json has every text")));
    EXPECT_THAT(offered_languages(folder.path()), SizeIs(2));
}

TEST(OwnLanguages, AreReadAgainWhenTheirFilesChange) {
    const TemporaryFolder folder;
    Languages languages(folders_in(folder), LanguageId::en);
    EXPECT_FALSE(languages.look_again());
    EXPECT_EQ(languages.offer().after(LanguageId::zh_cn).id, LanguageId::en);
    folder.put("el.json", R"({"menu.open": "Άνοιγμα"})");
    EXPECT_TRUE(languages.look_again());
    EXPECT_EQ(languages.offer().after(LanguageId::zh_cn).id, id_of("el"));
    EXPECT_EQ(languages.offer().after(id_of("el")).id, LanguageId::en);
    EXPECT_THAT(languages.own_characters(), IsEmpty());
    EXPECT_TRUE(languages.choose(id_of("el")));
    EXPECT_FALSE(languages.choose(id_of("el")));
    EXPECT_STREQ(languages.texts()("menu.open"), "Άνοιγμα");
    EXPECT_NE(languages.own_characters().find(U'Ά'), std::u32string::npos);
    folder.put("el.json", R"({"menu.open": "Άνοιγμα αρχείου"})");
    EXPECT_TRUE(languages.look_again());
    EXPECT_STREQ(languages.texts()("menu.open"), "Άνοιγμα αρχείου");
    std::filesystem::remove(folder / "el.json");
    EXPECT_TRUE(languages.look_again());
    EXPECT_STREQ(languages.texts()("menu.open"), english()("menu.open"));
    EXPECT_TRUE(languages.offer().shown.problem);
}

TEST(OwnLanguages, AreKeptInASessionWhereTheirFilesAreNot) {
    Session session;
    session.language = id_of("fr");
    EXPECT_EQ(session_from_json(to_json(session)).language, id_of("fr"));
}

}  // namespace
}  // namespace patchlens::model

namespace patchlens {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// French, 12 of whose texts are missing.
model::LanguageOffer french() {
    model::LanguageOffer offer;
    offer.all.push_back({model::LanguageId::called("fr").value(), "français"});
    offer.shown.file = "/home/a/fr.json";
    offer.shown.texts = 2200;
    offer.shown.lacking = 12;
    return offer;
}

TEST(OwnLanguagesOnTheScreen, FollowChineseInTheMenuAndOnTheButton) {
    model::Session session;
    session.language = model::LanguageId::zh_cn;
    Screen screen(session);
    screen.application->set_languages(french());
    screen.frames(2);
    EXPECT_TRUE(screen.reads("français"));
    screen.click("rail/language");
    EXPECT_EQ(screen.session().language.name(), "fr");
    EXPECT_EQ(screen.state().at("language"), "fr");
    EXPECT_TRUE(screen.reads("English"));
    screen.key(ui::compat::Key::f10);
    EXPECT_TRUE(screen.reads("français"));
    screen.click("menu/language");
    EXPECT_EQ(screen.session().language, model::LanguageId::en);
}

TEST(OwnLanguagesOnTheScreen, AreAnsweredForInTheAboutBox) {
    Screen screen;
    EXPECT_THAT(screen.messages(), IsEmpty());
    screen.application->set_languages(french());
    screen.frames(2);
    EXPECT_THAT(screen.messages(), IsEmpty());  // a picture rendered without a user shows no messages
    screen.key(ui::compat::Key::f10);
    screen.click("menu/about");
    EXPECT_TRUE(screen.mentions("lacks 12 of 2200 texts"));
}

TEST(OwnLanguagesOnTheScreen, SayOnceWhatIsWrongWithThem) {
    Screen screen({}, {1280, 800}, 1, {}, ui::User{});
    model::LanguageOffer offer = french();
    screen.application->set_languages(offer);
    screen.frames(1);
    EXPECT_THAT(screen.messages(), Contains("/home/a/fr.json lacks 12 of 2200 texts; they are in English"));
    offer.shown.problem = Error(ErrorCode::language_damaged, {"/home/a/fr.json", "3:9"});
    for (int time = 0; time < 2; ++time)
        screen.application->set_languages(offer);
    screen.frames(1);
    const std::string damaged = english().sentence(*offer.shown.problem);
    EXPECT_THAT(screen.messages(), Contains(damaged).Times(1));
    screen.application->set_languages({});
    screen.frames(1);
    EXPECT_THAT(screen.messages(), ::testing::Not(Contains(damaged)));
    screen.frames(60 * 10);  // messages stay for nine seconds
    screen.application->set_languages(french());
    screen.frames(1);
    EXPECT_THAT(screen.messages(), IsEmpty());
}

}  // namespace
}  // namespace patchlens
