// The user's settings: saved whole, read with care, never lost.
#include "app/model/state/settings.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/model/state/session.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Settings all_different() {
    Settings settings;
    settings.language = LanguageId::zh_cn;
    settings.theme = Theme::light;
    settings.ui_scale = 1.25;
    settings.presentation = true;
    settings.reduced_motion = true;
    settings.speech = true;
    settings.hint_seen = true;
    settings.window = Size{900, 1400};
    settings.session = "/home/a/lesson.json";
    settings.recent = {"/home/a/Bilder/Grün 绿.png", "/home/a/b.jpg"};
    return settings;
}

TEST(Settings, ComeBackAsTheyWere) {
    EXPECT_EQ(settings_from_json(to_json(all_different())), all_different());
    EXPECT_EQ(settings_from_json(to_json(Settings{})), Settings{});
}

TEST(Settings, AreTheDefaultsWithoutAFile) {
    const TemporaryFolder folder;
    const SettingsRead read = read_settings(folder / "settings.json");
    EXPECT_EQ(read.settings, Settings{});
    EXPECT_EQ(read.damaged, "");
    EXPECT_FALSE(read.problem);
}

TEST(Settings, MakeTheirFolderAndAreReadAgain) {
    const TemporaryFolder folder;
    const auto file = folder / "config/patchlens/settings.json";
    write_settings(all_different(), {}, file);
    EXPECT_EQ(read_settings(file).settings, all_different());
    write_settings({}, all_different(), file);
    EXPECT_EQ(read_settings(file).settings, Settings{});
    EXPECT_THAT(std::vector(std::filesystem::directory_iterator(file.parent_path()), {}), SizeIs(1));
}

TEST(Settings, OfAnOlderProgramMayLackKeysAndOfANewerHaveMore) {
    const Settings read = settings_from_json(R"({"version": 1, "theme": "light", "wallpaper": [1, 2]})");
    Settings expected;
    expected.theme = Theme::light;
    EXPECT_EQ(read, expected);
}

struct Damage {
    const char* what;
    std::string text;
    const char* key;
};

std::vector<Damage> every_damage() {
    std::string cut = to_json(all_different());
    cut.resize(cut.size() / 2);
    const auto with = [](const std::string& more) { return R"({"version": 1, )" + more + "}"; };
    std::string many = R"("recent": [)";
    for (int i = 0; i < 11; ++i)
        many += (i == 0 ? "\"/p" : ", \"/p") + std::to_string(i) + "\"";
    return {{"empty", "", "{"},
            {"cut short", cut, "{"},
            {"not JSON", "theme = light", "{"},
            {"binary", std::string("\0\1\2\xff\xfe", 5), "{"},
            {"not UTF-8", with("\"session\": \"/\xff\""), "{"},
            {"a list", "[]", "{"},
            {"a number", "7", "{"},
            {"too large", std::string((1U << 20) + 1, ' '), "{"},
            {"deeply nested", std::string(200000, '['), "{"},
            {"no version", R"({"theme": "light"})", "version"},
            {"version as text", R"({"version": "1"})", "version"},
            {"a later version", R"({"version": 2})", "version"},
            {"language that is no name", with(R"("language": "../fr")"), "language"},
            {"language as number", with(R"("language": 1)"), "language"},
            {"theme unknown", with(R"("theme": "pink")"), "theme"},
            {"theme null", with(R"("theme": null)"), "theme"},
            {"scale as text", with(R"("ui_scale": "1")"), "ui_scale"},
            {"scale too small", with(R"("ui_scale": 0.7)"), "ui_scale"},
            {"scale too large", with(R"("ui_scale": 1e300)"), "ui_scale"},
            {"switch as number", with(R"("presentation": 1)"), "presentation"},
            {"motion as text", with(R"("reduced_motion": "no")"), "reduced_motion"},
            {"hint as list", with(R"("hint_seen": [])"), "hint_seen"},
            {"window of one side", with(R"("window": [900])"), "window"},
            {"window without area", with(R"("window": [0, 100])"), "window"},
            {"window beyond any screen", with(R"("window": [900, 100000])"), "window"},
            {"window of fractions", with(R"("window": [900.5, 1000])"), "window"},
            {"session as number", with(R"("session": 3)"), "session"},
            {"session from nowhere", with(R"("session": "a.json")"), "session"},
            {"recent as text", with(R"("recent": "/a.png")"), "recent"},
            {"recent of numbers", with(R"("recent": [1])"), "recent"},
            {"recent from nowhere", with(R"("recent": ["a.png"])"), "recent"},
            {"too many recent", with(many + "]"), "recent"}};
}

TEST(Settings, ThatAreDamagedAreSetAsideWholeAndStartAfresh) {
    for (const Damage& damage : every_damage()) {
        const TemporaryFolder folder;
        folder.put("settings.json", damage.text);
        const SettingsRead read = read_settings(folder / "settings.json");
        EXPECT_EQ(read.settings, Settings{}) << damage.what;
        EXPECT_EQ(read.damaged, damage.key) << damage.what;
        EXPECT_EQ(read.set_aside, folder / "settings.damaged.json") << damage.what;
        EXPECT_EQ(folder.read("settings.damaged.json"), damage.text) << damage.what;
        EXPECT_FALSE(std::filesystem::exists(folder / "settings.json")) << damage.what;
        EXPECT_FALSE(read.problem) << damage.what;
        EXPECT_EQ(read_settings(folder / "settings.json").damaged, "") << damage.what;
    }
}

TEST(Settings, AFolderInTheirPlaceIsSetAsideToo) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "settings.json");
    EXPECT_EQ(read_settings(folder / "settings.json").damaged, "{");
    EXPECT_TRUE(std::filesystem::is_directory(folder / "settings.damaged.json"));
    write_settings(all_different(), {}, folder / "settings.json");
    EXPECT_EQ(read_settings(folder / "settings.json").settings, all_different());
}

TEST(Settings, WhereThereCanBeNoFolderSayWhy) {
    const TemporaryFolder folder;
    folder.put("config", "a file");
    try {
        write_settings(all_different(), {}, folder / "config/settings.json");
        ADD_FAILURE() << "written into a file";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::file_unwritable);
        EXPECT_THAT(error.what(), ::testing::HasSubstr("settings.json"));
    }
    EXPECT_EQ(folder.read("config"), "a file");
}

TEST(Settings, RememberTheTenNewestPicturesOnceEach) {
    Settings settings;
    for (int i = 0; i < 12; ++i)
        remember(settings, "/p" + std::to_string(i));
    EXPECT_THAT(settings.recent, SizeIs(10));
    EXPECT_EQ(settings.recent.front(), "/p11");
    EXPECT_EQ(settings.recent.back(), "/p2");
    remember(settings, "/p5");
    EXPECT_THAT(settings.recent, SizeIs(10));
    EXPECT_EQ(settings.recent.front(), "/p5");
}

TEST(Settings, RememberPicturesOfAnyName) {
    Settings settings;
    remember(settings, "/\xff.png");
    remember(settings, "/two\nlines.png");
    EXPECT_EQ(settings_from_json(to_json(settings)), settings);
}

TEST(Settings, OfTwoWindowsAreBothKept) {
    const TemporaryFolder folder;
    const auto file = folder / "settings.json";
    Settings start;
    start.recent = {"/old.png", "/older.png"};
    write_settings(start, {}, file);
    Settings one = start;
    one.theme = Theme::light;
    remember(one, "/one.png");
    Settings two = start;
    two.ui_scale = 1.5;
    remember(two, "/two.png");
    std::erase(two.recent, "/older.png");  // no longer on the disk
    write_settings(one, start, file);
    write_settings(two, start, file);
    const Settings both = read_settings(file).settings;
    EXPECT_EQ(both.theme, Theme::light);
    EXPECT_EQ(both.ui_scale, 1.5);
    EXPECT_THAT(both.recent, ElementsAre("/two.png", "/old.png", "/one.png"));
}

TEST(Settings, APipeInTheirPlaceIsNotWaitedFor) {
    const TemporaryFolder folder;
    ASSERT_EQ(mkfifo((folder / "settings.json").c_str(), 0600), 0);
    EXPECT_EQ(read_settings(folder / "settings.json").settings, Settings{});
    write_settings(all_different(), {}, folder / "settings.json");
    EXPECT_EQ(read_settings(folder / "settings.json").settings, all_different());
}

TEST(Settings, FollowWhatTheUserChangesAndNotWhatTheCommandLineChose) {
    Settings settings;
    Session before;
    before.theme = Theme::light;  // as set by --theme light
    Session after = before;
    after.language = LanguageId::zh_cn;
    after.dim = 3;
    update_settings(settings, before, after);
    EXPECT_EQ(settings.language, LanguageId::zh_cn);
    EXPECT_EQ(settings.theme, Theme::dark);
    EXPECT_FALSE(settings.reduced_motion);
}

TEST(Settings, AreTakenOverByANewSession) {
    Session session;
    apply_settings(Settings{}, LanguageId::zh_cn, session);
    EXPECT_EQ(session.language, LanguageId::zh_cn);
    Settings english;
    english.language = LanguageId::en;
    english.theme = Theme::light;
    english.reduced_motion = true;
    apply_settings(english, LanguageId::zh_cn, session);
    EXPECT_EQ(session.language, LanguageId::en);
    EXPECT_EQ(session.theme, Theme::light);
    EXPECT_TRUE(session.reduced_motion);
}

}  // namespace
}  // namespace patchlens::model
