// The shell around every chapter driven as a user drives it: menu, boxes, sessions in files, scale, messages.
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/files/file_mark.h"
#include "app/model/files/text_file.h"
#include "app/model/state/session_file.h"
#include "app/ui/chapters.h"
#include "app/ui/drawing/scale.h"
#include "app/ui/shell/empty_scene.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ui::compat::Key;

ui::User user_in(const TemporaryFolder& folder) {
    ui::User user;
    user.settings.settings.hint_seen = true;
    user.home = folder.path();
    user.session_file = folder / "kept/session.json";
    return user;
}

Screen screen_of(const TemporaryFolder& folder, model::Session session = {}) {
    return Screen(std::move(session), {1280, 800}, 1, {}, user_in(folder));
}

/// The session in a file, with its picture and weights as written there.
model::Session read_back(const std::filesystem::path& file) {
    return model::session_from_json(model::read_text_file(file));
}

model::Session unusual() {
    model::Session session;
    session.module.config = {{120, 90}, {10, 9}, 1, 33, false};
    session.dim = 32;
    session.patch = {11, 9};
    session.theme = model::Theme::light;
    session.picture = sample("leaf.png");
    session.sides_linked = false;
    return session;
}

// Before anything is computed

TEST(EmptyScene, SaysWhatIsWaitedFor) {
    EXPECT_STREQ(english()(ui::empty_scene_text(false, false)), "Open a picture");
    EXPECT_STREQ(english()(ui::empty_scene_text(true, false)), "Opening the picture…");
    EXPECT_STREQ(english()(ui::empty_scene_text(true, true)), "Computing the patches…");
    EXPECT_STREQ(chinese()(ui::empty_scene_text(true, true)), "正在计算各个图像块…");
}

// The menu

TEST(Menu, OpensByItsButtonAndByF10AndClosesByEscape) {
    Screen screen;
    screen.click("rail/menu");
    EXPECT_TRUE(screen.shows("dialog/menu"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("dialog/menu"));
    screen.key(Key::f10);
    EXPECT_TRUE(screen.shows("dialog/menu"));
    screen.click({300, 500});
    EXPECT_FALSE(screen.shows("dialog/menu"));
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
}

TEST(Menu, EveryRowIsReachedByTheArrowKeys) {
    Screen screen;
    screen.key(Key::f10);
    std::set<std::string> rows;
    for (const auto& [name, place] : screen.application->probe().items()) {
        if (name.starts_with("menu/")) rows.insert(name);
    }
    EXPECT_THAT(rows, SizeIs(20));
    std::set<std::string> reached;
    for (int i = 0; i < 20; ++i) {
        screen.key(Key::down);
        reached.insert(screen.state().at("focus").get<std::string>());
    }
    EXPECT_EQ(reached, rows);
}

TEST(Menu, StaysInsideTheSmallestWindowWithRecentPictures) {
    const TemporaryFolder folder;
    ui::User user = user_in(folder);
    for (int i = 0; i < 10; ++i)
        user.settings.settings.recent.push_back(folder / ("picture " + std::to_string(i) + ".png"));
    user.settings.settings.ui_scale = 2;
    Screen screen({}, {1280, 800}, 1, {}, user);
    screen.key(Key::f10);
    const ui::Rect window{{0, 0}, {1280, 800}};
    EXPECT_TRUE(window.contains(screen.place("dialog/menu")));
    EXPECT_TRUE(screen.place("dialog/menu").contains(screen.place("menu/quit")));
    EXPECT_TRUE(screen.shows("menu/recent/3"));
}

TEST(Menu, SwitchesStayOpenAndShowWhatTheyAre) {
    Screen screen;
    screen.key(Key::f10);
    screen.click("menu/theme");
    EXPECT_EQ(screen.session().theme, model::Theme::light);
    screen.click("menu/motion");
    EXPECT_TRUE(screen.session().reduced_motion);
    screen.click("menu/language");
    EXPECT_EQ(screen.session().language, model::LanguageId::zh_cn);
    EXPECT_TRUE(screen.shows("dialog/menu"));
    EXPECT_TRUE(screen.reads("Light"));
}

TEST(Menu, UndoIsThereOnceSomethingCanBeUndone) {
    Screen screen;
    screen.key(Key::right);
    screen.key(Key::f10);
    screen.click("menu/undo");
    EXPECT_EQ(screen.session().patch, (PatchPosition{19, 10}));
    EXPECT_FALSE(screen.shows("dialog/menu"));
}

TEST(Menu, OpensTheBoxesAndQuits) {
    Screen screen;
    for (const auto& [row, box] :
         {std::pair{"menu/open", "dialog/open"}, std::pair{"menu/help", "dialog/help"},
          std::pair{"menu/about", "dialog/about"}, std::pair{"menu/open_session", "dialog/open_session"},
          std::pair{"menu/save_session_as", "dialog/save_session"}}) {
        screen.key(Key::f10);
        screen.click(row);
        EXPECT_TRUE(screen.shows(box)) << row;
        EXPECT_FALSE(screen.shows("dialog/menu"));
        screen.key(Key::escape);
        screen.key(Key::escape);
        EXPECT_FALSE(screen.shows(box)) << row;
    }
    screen.key(Key::f10);
    screen.click("menu/quit");
    EXPECT_TRUE(screen.application->closing());
}

TEST(About, SaysVersionLicenceAndLibraries) {
    Screen screen;
    screen.key(Key::f10);
    screen.click("menu/about");
    EXPECT_TRUE(screen.reads("Version 1.2.3"));
    EXPECT_TRUE(screen.reads("Free software under the MIT licence."));
    EXPECT_TRUE(screen.reads("A library"));
    EXPECT_TRUE(screen.reads("4.5"));
}

// The rail

TEST(Rail, HasAButtonForEveryChapterInBothLanguages) {
    for (const auto language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (const auto& [size, scale] :
             {std::pair{ImVec2{1280, 800}, 1.0F}, std::pair{ImVec2{2560, 1600}, 2.0F}}) {
            model::Session session;
            session.language = language;
            const Screen screen(session, size, scale);
            float end = 0;
            for (const ui::ChapterEntry& chapter : ui::chapters) {
                const ui::Rect place = screen.place("rail/" + std::string(model::name_of(chapter.chapter)));
                EXPECT_GE(place.min.x, end);
                end = place.max.x;
            }
            for (const char* name : {"rail/language", "rail/theme", "rail/help", "rail/menu"}) {
                EXPECT_GE(screen.place(name).min.x, end) << name;
                end = screen.place(name).max.x;
            }
            EXPECT_LE(end, size.x);
            for (const auto& text : screen.application->probe().texts()) {
                EXPECT_FALSE(text.shortened && text.rectangle.y < 52 * scale) << text.text;
            }
        }
    }
}

TEST(Rail, LeavesTheMenuEvenToANarrowWindow) {
    const Screen screen({}, {480, 400});
    EXPECT_TRUE(screen.shows("rail/menu"));
    EXPECT_FALSE(screen.shows("rail/theme"));
}

TEST(Rail, NamesEveryChapterEvenInASmallWindowAndSaysItsKey) {
    for (const auto id : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        model::Session session;
        session.language = id;
        Screen screen(session, {900, 600});
        const model::Language& language = id == model::LanguageId::en ? english() : chinese();
        for (const ui::ChapterEntry& chapter : ui::chapters) {
            EXPECT_TRUE(screen.reads(language(chapter.short_name))) << chapter.name;
            screen.move_mouse(screen.centre("rail/" + std::string(model::name_of(chapter.chapter))));
            screen.frames(30);
            EXPECT_TRUE(screen.mentions(std::string("   ") + ui::key_of(chapter.chapter))) << chapter.name;
            EXPECT_TRUE(screen.mentions(language(ui::group_name(chapter.chapter)))) << chapter.name;
        }
    }
}

TEST(Rail, HasAKeyForEveryChapter) {
    Screen screen;
    for (const ui::ChapterEntry& chapter : ui::chapters) {
        screen.click("rail/explore");
        screen.settle();
        screen.type(std::string(1, ui::key_of(chapter.chapter)));
        screen.settle();
        EXPECT_EQ(screen.session().chapter, chapter.chapter) << chapter.name;
    }
}

TEST(Rail, KeepsTheStoryInReachInAPresentation) {
    model::Session session;
    session.chapter = model::Chapter::quiz;
    Screen screen(session, {900, 600}, ui::presentation_factor);
    screen.key(Key::f5);
    EXPECT_TRUE(screen.reads("Story"));
    screen.click("rail/story");
    EXPECT_EQ(screen.session().chapter, model::Chapter::story);
}

// Scale and presentation

TEST(Scale, GoesInStepsAndStopsAtTheLast) {
    EXPECT_EQ(ui::next_ui_scale(1, 1), 1.1);
    EXPECT_EQ(ui::next_ui_scale(1, -1), 0.9);
    EXPECT_EQ(ui::next_ui_scale(1.3, 1), 1.5);
    EXPECT_EQ(ui::next_ui_scale(1.3, -1), 1.25);
    EXPECT_EQ(ui::next_ui_scale(2, 1), 2);
    EXPECT_EQ(ui::next_ui_scale(3, 1), 2);
    EXPECT_EQ(ui::next_ui_scale(0.75, -1), 0.75);
}

TEST(Scale, IsTheScreensTimesTheUsers) {
    EXPECT_FLOAT_EQ(ui::screen_scale(1, 1, false), 1);
    EXPECT_FLOAT_EQ(ui::screen_scale(2, 0.75, false), 1.5F);
    EXPECT_FLOAT_EQ(ui::screen_scale(1, 2, false), 2);
}

TEST(Scale, OfAPresentationMakesTheSmallestTextTwentyPixelsHigh) {
    EXPECT_FLOAT_EQ(ui::screen_scale(1, 1, true) * ui::type_size::note, 20);
    EXPECT_FLOAT_EQ(ui::screen_scale(2, 1, true), 2 * ui::presentation_factor);
}

TEST(Scale, IsChosenByKeysAndKept) {
    Screen screen;
    screen.key(Key::equal, true);
    screen.key(Key::equal, true);
    EXPECT_EQ(screen.application->ui_scale(), 1.25);
    EXPECT_EQ(screen.application->settings().ui_scale, 1.25);
    screen.key(Key::minus, true);
    EXPECT_EQ(screen.application->ui_scale(), 1.1);
    screen.key(Key::zero, true);
    EXPECT_EQ(screen.application->ui_scale(), 1);
    screen.key(Key::f10);
    screen.click("menu/scale/more");
    EXPECT_EQ(screen.application->ui_scale(), 1.1);
    screen.click("menu/scale/less");
    EXPECT_EQ(screen.application->ui_scale(), 1);
}

TEST(Scale, OfTheCommandLineIsNoSetting) {
    const TemporaryFolder folder;
    ui::User user = user_in(folder);
    user.ui_scale = 3;
    Screen screen({}, {1600, 1000}, 1, {}, user);
    EXPECT_EQ(screen.application->ui_scale(), 3);
    screen.type("t");
    EXPECT_EQ(screen.application->settings().theme, model::Theme::light);
    EXPECT_EQ(screen.application->settings().ui_scale, 1);
}

TEST(Presentation, LeavesTheScreenToTheScene) {
    model::Session session;
    session.module.config.img_size = {1024, 1024};  // larger than its place: the zoom is not an integer
    Screen screen(session);
    const ui::Rect before = screen.place("explore/picture");
    screen.key(Key::f11);
    screen.frames(2);
    EXPECT_TRUE(screen.application->presenting());
    EXPECT_FALSE(screen.shows("params/patch_size"));
    EXPECT_FALSE(screen.shows("inspector/dimension"));
    EXPECT_GT(screen.place("explore/picture").height(), 1.15F * before.height());
    EXPECT_TRUE(screen.shows("rail/menu"));
    screen.key(Key::escape);
    EXPECT_FALSE(screen.application->presenting());
    screen.key(Key::f5);
    EXPECT_TRUE(screen.application->settings().presentation);
}

TEST(Presentation, HasAButtonThatLeavesIt) {
    Screen screen;
    EXPECT_FALSE(screen.shows("rail/leave"));
    screen.key(Key::f5);
    screen.frames(2);
    screen.click("rail/leave");
    EXPECT_FALSE(screen.application->presenting());
    EXPECT_FALSE(screen.shows("rail/leave"));
}

TEST(Presentation, ShowsEachPanelOnDemand) {
    Screen screen;
    screen.key(Key::f5);
    screen.frames(2);
    const ui::Rect scene = screen.place("explore/picture");
    screen.click("drawer/details");
    EXPECT_TRUE(screen.shows("inspector/dimension"));
    EXPECT_EQ(screen.place("explore/picture").width(), scene.width()) << "the drawer lies over the scene";
    screen.type("a");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("inspector/dimension")) << "one drawer at a time";
    EXPECT_TRUE(screen.shows("params/patch_size"));
    screen.key(Key::escape);
    screen.frames(2);
    EXPECT_FALSE(screen.shows("params/patch_size"));
    EXPECT_TRUE(screen.application->presenting()) << "Esc closes the drawer before it leaves";
    screen.type("d");
    screen.frames(2);
    EXPECT_TRUE(screen.shows("inspector/dimension"));
    screen.type("d");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("inspector/dimension"));
}

TEST(Presentation, APanelWithRoomIsNoDrawer) {
    Screen screen;
    screen.type("ad");
    screen.frames(2);
    EXPECT_FALSE(screen.shows("drawer/details"));
    screen.key(Key::f5);
    screen.frames(2);
    EXPECT_TRUE(screen.shows("drawer/details"));
    EXPECT_FALSE(screen.shows("inspector/dimension"));
}

// Settings

TEST(TheFirstRun, ShowsAHintUntilItIsDismissedAndNeverAgain) {
    const TemporaryFolder folder;
    ui::User user = user_in(folder);
    user.settings.settings.hint_seen = false;
    Screen screen({}, {1280, 800}, 1, {}, user);
    EXPECT_TRUE(screen.shows("hint"));
    EXPECT_GE(screen.place("hint").min.y, ui::arrange_screen({1280, 800}, 1).scene.max.y - 20)
        << "it covers nothing of the scene but its margin";
    EXPECT_TRUE(screen.application->settings().hint_seen);
    screen.key(Key::right);
    EXPECT_TRUE(screen.shows("hint"));
    screen.click("hint/dismiss");
    EXPECT_FALSE(screen.shows("hint"));
    user.settings.settings = screen.application->settings();
    EXPECT_FALSE(Screen({}, {1280, 800}, 1, {}, user).shows("hint"));
    EXPECT_FALSE(Screen().shows("hint"));
}

TEST(TheFirstRun, EndsItsHintByEscape) {
    const TemporaryFolder folder;
    ui::User user = user_in(folder);
    user.settings.settings.hint_seen = false;
    Screen screen({}, {1280, 800}, 1, {}, user);
    screen.key(Key::escape);
    EXPECT_FALSE(screen.shows("hint"));
}

TEST(Settings, ThatWereDamagedAreAMessage) {
    const TemporaryFolder folder;
    ui::User user = user_in(folder);
    user.settings.damaged = "theme";
    user.settings.set_aside = "/x/settings.damaged.json";
    const Screen screen({}, {1280, 800}, 1, {}, user);
    EXPECT_THAT(screen.messages(),
                ElementsAre("The settings were damaged at \"theme\" and start afresh; the old file is "
                            "kept as /x/settings.damaged.json"));
}

TEST(Settings, FollowTheUserButNotASession) {
    const TemporaryFolder folder;
    model::save_session(unusual(), folder / "other.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "other.json");
    screen.settle();
    EXPECT_EQ(screen.session().theme, model::Theme::light);
    EXPECT_EQ(screen.application->settings().theme, model::Theme::dark);
    screen.type("m");
    EXPECT_TRUE(screen.application->settings().reduced_motion);
    screen.type("l");
    EXPECT_EQ(screen.application->settings().language, model::LanguageId::zh_cn);
}

TEST(Settings, RememberOpenedPicturesWithoutTheSamples) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "mine.png");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "mine.png");
    screen.settle();
    screen.application->open(sample("leaf.png"));
    screen.settle();
    EXPECT_THAT(screen.application->settings().recent, ElementsAre(folder / "mine.png"));
    std::filesystem::remove(folder / "mine.png");
    screen.key(Key::f10);
    screen.click("menu/recent/0");
    screen.settle();
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("mine.png")));
    EXPECT_THAT(screen.application->settings().recent, IsEmpty());
    EXPECT_EQ(screen.session().picture, sample("leaf.png"));
}

// Sessions in files

TEST(ASavedSession, BringsTheScreenBack) {
    const TemporaryFolder folder;
    Screen first = screen_of(folder, unusual());
    const model::Session saved = first.session();
    first.key(Key::s, true);
    EXPECT_THAT(first.messages(), ElementsAre("Session saved: " + (folder / "kept/session.json").string()));
    EXPECT_EQ(read_back(folder / "kept/session.json"), saved);

    Screen second = screen_of(folder);
    second.application->open(folder / "kept/session.json");
    second.settle();
    EXPECT_EQ(second.session(), saved);
    EXPECT_EQ(second.application->results()->options, saved.module);
    second.key(Key::z, true);
    second.settle();
    EXPECT_EQ(second.session().module, model::ModuleOptions{});
    EXPECT_EQ(second.session().picture, sample("house.png"));
}

TEST(ASavedSession, IsSavedWhereItWasSavedLast) {
    const TemporaryFolder folder;
    Screen screen = screen_of(folder);
    screen.key(Key::s, true, true);
    ASSERT_TRUE(screen.shows("dialog/save_session"));
    screen.enter("save/path", (folder / "lesson").string());
    EXPECT_TRUE(std::filesystem::exists(folder / "lesson.patchlens"));
    EXPECT_FALSE(screen.shows("dialog/save_session"));
    screen.key(Key::right);
    screen.key(Key::s, true);
    EXPECT_EQ(read_back(folder / "lesson.patchlens").patch, (PatchPosition{19, 11}));
    EXPECT_EQ(screen.application->settings().session, folder / "lesson.patchlens");
}

TEST(ASavedSession, ReplacesAnotherSessionOnlyWhenToldTwice) {
    const TemporaryFolder folder;
    model::save_session(unusual(), folder / "thesis.json");
    Screen screen = screen_of(folder);
    screen.key(Key::s, true, true);
    screen.enter("save/path", (folder / "thesis.json").string());
    EXPECT_TRUE(screen.reads("Warning: There is a file of that name already."));
    EXPECT_EQ(read_back(folder / "thesis.json"), unusual());
    screen.click("save/replace");
    EXPECT_EQ(read_back(folder / "thesis.json"), screen.session());
}

TEST(ASavedSession, NeverReplacesAFileOfOthers) {
    for (const char* precious : {"precious", "{\"weight_map\": {\"proj.weight\": \"b\"}}", "[]", "{}"}) {
        const TemporaryFolder folder;
        folder.put("kept/session.json", precious);
        Screen screen = screen_of(folder);
        screen.key(Key::s, true);
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("was not saved by PatchLens")));
        EXPECT_TRUE(screen.shows("dialog/save_session")) << "another name is asked for";
        screen.enter("save/path", (folder / "kept/session.json").string());
        if (screen.shows("save/save")) screen.click("save/save");
        EXPECT_EQ(folder.read("kept/session.json"), precious);
    }
}

TEST(ASavedSession, OffersToReplaceNothingButASession) {
    const TemporaryFolder folder;
    folder.put("notes.json", "precious");
    Screen screen = screen_of(folder);
    screen.key(Key::s, true, true);
    screen.enter("save/path", (folder / "notes.json").string());
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("was not saved by PatchLens")));
    EXPECT_FALSE(screen.reads("Replace it"));
    EXPECT_TRUE(screen.shows("dialog/save_session"));
    screen.enter("save/path", (folder / "new.json").string());
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("Session saved")));
    EXPECT_EQ(folder.read("notes.json"), "precious");
}

TEST(ASavedSession, LeavesOneOfANewerProgramAlone) {
    const TemporaryFolder folder;
    const std::string newer = R"({"format": "patchlens-session", "version": 9, "future": true})";
    folder.put("kept/session.json", newer);
    Screen screen = screen_of(folder);
    screen.key(Key::s, true);
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("newer PatchLens")));
    EXPECT_EQ(folder.read("kept/session.json"), newer);
}

TEST(ASavedSession, WhereItSavesMayBeEmptyOrDamaged) {
    for (const char* content :
         {"", R"({"format": "patchlens-session", "version": 1, "choices": {"dim": "x"}})"}) {
        const TemporaryFolder folder;
        folder.put("kept/session.json", content);
        Screen screen = screen_of(folder);
        screen.key(Key::s, true);
        EXPECT_EQ(read_back(folder / "kept/session.json"), screen.session());
    }
}

TEST(ASavedSession, IsNotSavedByAClickBesideTheBox) {
    const TemporaryFolder folder;
    Screen screen = screen_of(folder);
    screen.key(Key::s, true, true);
    screen.click("save/path");
    screen.key(Key::a, true);
    screen.type((folder / "half.json").string());
    screen.click({40, 400});
    EXPECT_FALSE(screen.shows("dialog/save_session"));
    EXPECT_FALSE(std::filesystem::exists(folder / "half.json"));
}

TEST(ASavedSession, IsFoundInItsFolder) {
    const TemporaryFolder folder;
    model::save_session(unusual(), folder / "kept/other.json");
    Screen screen = screen_of(folder);
    screen.key(Key::o, true, true);
    screen.settle();
    ASSERT_TRUE(screen.shows("open/entry/other.json"));
    EXPECT_FALSE(screen.shows("open/tiles.png"));
    screen.click("open/entry/other.json");
    screen.settle();
    EXPECT_EQ(screen.session().module, unusual().module);
}

TEST(ASavedSession, ThatIsNoneOrDamagedChangesNothing) {
    const TemporaryFolder folder;
    folder.put("none.json", "{\"dim\": -");
    folder.put("damaged.json", R"({"format": "patchlens-session", "version": 1, "choices": {"dim": "x"}})");
    folder.put("index.json",
               R"({"metadata": {}, "weight_map": {"vit.embeddings.patch_embeddings.projection.weight":
                                 "model-00002-of-00002.safetensors"}})");
    std::filesystem::create_directory(folder / "folder.json");
    Screen screen = screen_of(folder);
    const model::Session before = screen.session();
    for (const auto& [name, sentence] :
         {std::pair{"none.json", "is not a session"},
          std::pair{"damaged.json", "damaged.json is damaged at \"dim\""},
          std::pair{"index.json", "is in model-00002-of-00002.safetensors"},
          std::pair{"folder.json", "not an ordinary file"}, std::pair{"missing.json", "cannot be read"}}) {
        screen.application->open(folder / name);
        screen.settle();
        EXPECT_EQ(screen.session(), before) << name;
        EXPECT_THAT(screen.messages(), Contains(HasSubstr(sentence))) << name;
        EXPECT_THAT(screen.application->settings().session, std::filesystem::path()) << name;
    }
}

TEST(ASavedSession, WhosePictureIsGoneKeepsEverythingElseAndAsksForIt) {
    const TemporaryFolder folder;
    model::Session lost = unusual();
    lost.picture = folder / "gone.png";
    lost.picture_mark = {5, std::string(64, 'a')};
    lost.chapter = model::Chapter::maps;
    model::save_session(lost, folder / "lost.json");
    const std::string written = folder.read("lost.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lost.json");
    screen.settle();
    EXPECT_EQ(screen.session().module, lost.module);
    EXPECT_EQ(screen.session().patch, lost.patch);
    EXPECT_EQ(screen.session().dim, lost.dim);
    EXPECT_EQ(screen.session().chapter, model::Chapter::maps);
    EXPECT_EQ(screen.session().picture, sample("house.png")) << "the picture that was there stays";
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("gone.png")));
    screen.frames(60 * 12);
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("gone.png"))) << "until it is answered";

    screen.key(Key::s, true);
    EXPECT_EQ(read_back(folder / "lost.json").picture, lost.picture) << "saving again loses nothing";
    EXPECT_EQ(read_back(folder / "lost.json").picture_mark, lost.picture_mark);

    screen.click("toast/answer");
    EXPECT_TRUE(screen.shows("dialog/open"));
    screen.enter("open/path", sample("leaf.png").string());
    EXPECT_EQ(screen.session().picture, sample("leaf.png"));
    EXPECT_EQ(screen.session().patch, lost.patch);
    EXPECT_THAT(screen.messages(), Not(Contains(HasSubstr("gone.png"))));
    screen.key(Key::s, true);
    EXPECT_EQ(read_back(folder / "lost.json").picture, sample("leaf.png"));
}

/// A file with a session whose picture does not exist.
std::filesystem::path without_picture(const TemporaryFolder& folder, const std::filesystem::path& like) {
    model::Session session = unusual();
    session.picture = "/nowhere/gone.png";
    session.picture_mark = model::mark_of(like);
    if (like == sample("leaf.png")) session.picture_mark.sha256 = std::string(64, 'a');
    model::save_session(session, folder / "lost.json");
    return folder / "lost.json";
}

TEST(ASavedSession, TakesTheSamePictureThatIsOpenUnderAnotherName) {
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    model::Session open;
    open.picture = elsewhere.put("mine.ppm", "P6\n96 64\n255\n" + std::string(96 * 64 * 3, 'y'));
    model::Session saved = unusual();
    saved.picture = "/nowhere/gone.png";
    saved.picture_mark = model::mark_of(open.picture);
    model::save_session(saved, folder / "lost.json");
    Screen screen = screen_of(folder, open);
    screen.application->open(folder / "lost.json");
    screen.settle();
    EXPECT_EQ(screen.session().patch, saved.patch);
    EXPECT_EQ(screen.session().picture, open.picture);
    EXPECT_EQ(screen.session().picture_mark, saved.picture_mark);
    EXPECT_EQ(screen.session().absent.picture, "");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("was found at")));
}

TEST(ASavedSession, KnowsTheMissingPictureWhenItIsShownAtTheNextStart) {
    const TemporaryFolder folder;
    model::Session kept;
    kept.picture = folder.put("mine.ppm", "P6\n96 64\n255\n" + std::string(96 * 64 * 3, 'y'));
    kept.absent.picture = "/nowhere/gone.png";
    kept.absent.picture_mark = model::mark_of(kept.picture);
    Screen screen = screen_of(folder, kept);
    EXPECT_EQ(screen.session().picture, kept.picture);
    EXPECT_EQ(screen.session().absent.picture, "");
    EXPECT_THAT(screen.messages(), IsEmpty());
}

TEST(ASavedSession, AsksForItsPictureUntilTheQuestionIsClosed) {
    const TemporaryFolder folder;
    const std::filesystem::path lost = without_picture(folder, sample("leaf.png"));
    for (const bool by_key : {true, false}) {
        Screen screen = screen_of(folder);
        screen.application->open(lost);
        screen.settle();
        screen.frames(60);
        ASSERT_TRUE(screen.shows("toast/close"));
        if (by_key) {
            screen.key(Key::escape);
        } else {
            screen.click("toast/close");
        }
        EXPECT_THAT(screen.messages(), IsEmpty());
        EXPECT_EQ(screen.session().absent.picture, "/nowhere/gone.png") << "it is still the session's";
        screen.application->open(lost);
        screen.settle();
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("gone.png"))) << "opened again, it asks again";
    }
}

TEST(ASavedSession, SaysOneThingAtATimeAboutItsFiles) {
    const TemporaryFolder folder;
    const TemporaryFolder beside;
    const std::filesystem::path lost = without_picture(folder, sample("leaf.png"));
    std::filesystem::copy_file(sample("tiles.png"), beside / "gone.png");
    model::Session moved = unusual();
    moved.picture = "/nowhere/gone.png";
    moved.picture_mark = model::mark_of(beside / "gone.png");
    model::save_session(moved, beside / "moved.json");
    Screen screen = screen_of(folder);
    for (int round = 0; round < 2; ++round) {
        screen.application->open(beside / "moved.json");
        screen.settle();
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("was found at")));
        screen.application->open(lost);
        screen.settle();
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("is not there")));
    }
}

TEST(ASavedSession, FindsItsPictureBesideIt) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "old");
    std::filesystem::copy_file(sample("leaf.png"), folder / "old/leaf copy.png");
    model::Session session = unusual();
    session.picture = folder / "old/leaf copy.png";
    session.picture_mark = model::mark_of(session.picture);
    for (const char* name : {"leaf copy.png", "renamed.png"}) {
        std::filesystem::create_directory(folder / "new");
        model::save_session(session, folder / "new/lesson.json");
        std::filesystem::copy_file(sample("tiles.png"), folder / "new/another.png");
        std::filesystem::rename(folder / "old/leaf copy.png", folder / "new" / name);
        Screen screen = screen_of(folder);
        screen.application->open(folder / "new/lesson.json");
        screen.settle();
        EXPECT_EQ(screen.session().picture, folder / "new" / name);
        EXPECT_EQ(screen.session().module, session.module);
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("was found at")));
        std::filesystem::rename(folder / "new" / name, folder / "old/leaf copy.png");
        std::filesystem::remove_all(folder / "new");
    }
}

TEST(ASavedSession, OfAnotherSystemFindsItsPictureByItsName) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("leaf.png"), folder / "photo.png");
    model::Session session = unusual();
    session.picture = R"(C:\Users\a\Pictures\photo.png)";
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().picture, folder / "photo.png");
}

TEST(ASavedSession, TakesNoOtherPictureForItsOwn) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "leaf.png");
    model::Session session = unusual();
    session.picture_mark = model::mark_of(session.picture);
    session.picture = "/nowhere/leaf.png";
    session.picture_mark.sha256[0] = session.picture_mark.sha256[0] == '0' ? '1' : '0';
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().picture, sample("house.png"));
    EXPECT_EQ(screen.session().absent.picture, "/nowhere/leaf.png");
}

TEST(ASavedSession, SaysThatItsPictureHasChanged) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "mine.png");
    model::Session session;
    session.picture = folder / "mine.png";
    session.picture_mark = model::mark_of(sample("leaf.png"));
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().picture, folder / "mine.png");
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("has changed since")));
}

TEST(ASavedSession, WithoutItsWeightsKeepsEverythingElse) {
    const TemporaryFolder folder;
    model::Session session = unusual();
    session.module.weights = "/nowhere/vit.safetensors";
    session.module.tensor = "proj.weight";
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().module.config, session.module.config);
    EXPECT_EQ(screen.session().module.weights, "");
    EXPECT_EQ(screen.session().dim, 32);
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("vit.safetensors")));
    screen.key(Key::s, true);
    EXPECT_EQ(read_back(folder / "lesson.json").module.weights, "/nowhere/vit.safetensors");
    EXPECT_EQ(read_back(folder / "lesson.json").module.tensor, "proj.weight");
}

TEST(ASavedSession, WithAPictureThatIsDamagedKeepsEverythingElse) {
    const TemporaryFolder folder;
    folder.put("mine.png", "\x89PNG\r\n\x1a\n and nothing more");
    model::Session session = unusual();
    session.picture = folder / "mine.png";
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    screen.application->open(folder / "lesson.json");
    screen.settle();
    EXPECT_EQ(screen.session().module, session.module);
    EXPECT_EQ(screen.session().picture, sample("house.png"));
    EXPECT_EQ(screen.session().absent.picture, folder / "mine.png");
}

TEST(ASavedSession, ComesBackWithAPictureOfAnyName) {
    for (const char* name : {"bad\xff.png", "two\nlines\x1b.png", "\xe5\x9b\xbe \"1\".png"}) {
        const TemporaryFolder folder;
        std::filesystem::copy_file(sample("tiles.png"), folder / name);
        Screen first = screen_of(folder);
        first.application->open(folder / name);
        first.settle();
        first.key(Key::s, true);
        Screen second = screen_of(folder);
        second.application->open(folder / "kept/session.json");
        second.settle();
        EXPECT_EQ(second.session().picture, folder / name);
    }
}

// Undo

TEST(Undo, TwelveStepsAreTwelveParametersWhateverIsLookedAt) {
    Screen screen;
    const int first = screen.session().module.config.embed_dim;
    for (int step = 1; step <= 12; ++step) {
        screen.enter("params/embed_dim/entry", std::to_string(first + step));
        screen.click(step % 2 == 0 ? "rail/explore" : "rail/maps");
        screen.type("t");
        screen.type("l");
        screen.type("l");
    }
    ASSERT_EQ(screen.session().module.config.embed_dim, first + 12);
    for (int step = 11; step >= 0; --step) {
        screen.key(Key::z, true);
        screen.settle();
        EXPECT_EQ(screen.session().module.config.embed_dim, first + step);
    }
    EXPECT_EQ(screen.session().chapter, model::Chapter::explore);
    for (int step = 1; step <= 12; ++step) {
        screen.key(Key::y, true);
        screen.settle();
        EXPECT_EQ(screen.session().module.config.embed_dim, first + step);
    }
}

// Drops

TEST(ADrop, OpensEachFileThatCanBeOpened) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "one.png");
    std::filesystem::copy_file(sample("leaf.png"), folder / "two.png");
    folder.put("last.gif", "GIF89a and so on");
    folder.put("cut.png", "\x89PNG\r\n\x1a\n");
    model::Session session = unusual();
    session.module.seed = 77;
    session.picture = sample("harbour.png");
    model::save_session(session, folder / "lesson.json");
    Screen screen = screen_of(folder);
    const std::vector<std::filesystem::path> files{folder / "cut.png", folder / "one.png",
                                                   folder / "last.gif", folder / "two.png",
                                                   folder / "lesson.json"};
    screen.application->open(files);
    screen.settle();
    EXPECT_EQ(screen.session().picture, folder / "one.png") << "the first that can be shown";
    EXPECT_EQ(screen.session().module.seed, 77U) << "of the session";
    EXPECT_THAT(screen.application->settings().recent, Contains(folder / "two.png"));
    EXPECT_THAT(screen.messages(), ElementsAre("2 files could not be opened: last.gif, cut.png"));
}

TEST(ADrop, OfOneGoodAndOneBadFileOpensTheGoodOne) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "good.png");
    folder.put("last.gif", "GIF89a");
    for (const bool bad_first : {false, true}) {
        Screen screen = screen_of(folder);
        std::vector<std::filesystem::path> files{folder / "good.png", folder / "last.gif"};
        if (bad_first) std::swap(files[0], files[1]);
        screen.application->open(files);
        screen.settle();
        EXPECT_EQ(screen.session().picture, folder / "good.png");
        EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("GIF")));
    }
}

TEST(ADrop, UnderstandsAddresses) {
    const TemporaryFolder folder;
    std::filesystem::copy_file(sample("tiles.png"), folder / "a b%.png");
    for (const char* scheme : {"file://", "file://localhost", "file:"}) {
        Screen screen = screen_of(folder);
        const std::vector<std::filesystem::path> files{scheme + folder.path().string() + "/a%20b%25.png"};
        screen.application->open(files);
        screen.settle();
        EXPECT_EQ(screen.session().picture, folder / "a b%.png") << scheme;
    }
}

TEST(ASavedSession, ThatCannotBeWrittenIsASentence) {
    const TemporaryFolder folder;
    folder.put("kept", "a file where the folder should be");
    Screen screen = screen_of(folder);
    screen.key(Key::s, true);
    EXPECT_THAT(screen.messages(), ElementsAre(HasSubstr("cannot be written")));
}

// The open box

TEST(TheOpenBox, WalksThroughFoldersByKeys) {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "inner");
    std::filesystem::copy_file(sample("tiles.png"), folder / "inner/绿叶 Ж.png");
    folder.put(".hidden.png", "x");
    Screen screen = screen_of(folder);
    screen.key(Key::o, true);
    screen.settle();
    EXPECT_TRUE(screen.shows("open/entry/inner"));
    EXPECT_FALSE(screen.shows("open/entry/.hidden.png"));
    EXPECT_TRUE(screen.reads(folder.path().string()));
    screen.key(Key::down);
    screen.key(Key::enter);
    screen.settle();
    ASSERT_TRUE(screen.shows("open/entry/绿叶 Ж.png"));
    screen.click("open/parent");
    screen.settle();
    EXPECT_TRUE(screen.shows("open/entry/inner"));
    screen.click("open/entry/inner");
    screen.settle();
    screen.key(Key::down);
    screen.key(Key::enter);
    screen.settle();
    EXPECT_EQ(screen.session().picture, folder / "inner/绿叶 Ж.png");
    EXPECT_FALSE(screen.shows("dialog/open"));
    EXPECT_THAT(screen.messages(), IsEmpty());
}

TEST(TheOpenBox, LooksIntoATypedFolder) {
    const TemporaryFolder folder;
    folder.put("deep/er/x.png", "x");
    Screen screen = screen_of(folder);
    screen.key(Key::o, true);
    screen.settle();
    screen.type("~/deep/er");
    screen.key(Key::enter);
    screen.settle();
    EXPECT_TRUE(screen.shows("open/entry/x.png"));
    EXPECT_TRUE(screen.reads((folder / "deep/er").string()));
}

TEST(TheOpenBox, StaysCalmInAFolderOfThousands) {
    const TemporaryFolder folder;
    for (int i = 0; i < 3000; ++i)
        folder.put(std::to_string(i).append(".png"), "x");
    Screen screen = screen_of(folder);
    screen.key(Key::o, true);
    screen.settle();
    EXPECT_TRUE(screen.shows("open/entry/0.png"));
    EXPECT_FALSE(screen.shows("open/entry/100.png"));
    EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 30000);
    screen.key(Key::tab);
    screen.key(Key::escape);
    screen.key(Key::o, true);
    screen.settle();
    for (int i = 0; i < 30; ++i)
        screen.key(Key::page_down);
    EXPECT_FALSE(screen.shows("open/entry/0.png"));
}

TEST(TheOpenBox, IsTidyInEveryState) {
    const TemporaryFolder folder;
    folder.put("a/x", "");
    std::filesystem::copy_file(sample("tiles.png"), folder / "b.png");
    for (const auto& [key, shift] :
         {std::pair{Key::o, false}, std::pair{Key::o, true}, std::pair{Key::s, true}}) {
        Screen screen = screen_of(folder);
        screen.key(key, true, shift);
        screen.settle();
        screen.settle();
        const ui::Rect window{{0, 0}, {1280, 800}};
        for (const auto& [name, place] : screen.application->probe().items()) {
            if (name.starts_with("dialog/")) {
                EXPECT_TRUE(window.contains(ui::rect_at({place.x, place.y}, place.z, place.w))) << name;
            }
        }
    }
}

// Messages

TEST(AMessage, LetsTheWindowSleepUntilItGoes) {
    Screen screen;
    EXPECT_FALSE(screen.application->wakes_in());
    screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen.frames(1);
    EXPECT_TRUE(screen.application->animating());
    screen.frames(30);
    EXPECT_FALSE(screen.application->animating());
    ASSERT_TRUE(screen.application->wakes_in());
    EXPECT_GT(*screen.application->wakes_in(), 7);
    EXPECT_LT(*screen.application->wakes_in(), 9);
    screen.frames(60 * 9);
    EXPECT_THAT(screen.messages(), IsEmpty());
    EXPECT_FALSE(screen.application->wakes_in());
}

TEST(AMessage, DoesNotFadeWhereMotionIsReduced) {
    model::Session session;
    session.reduced_motion = true;
    Screen screen(session);
    screen.application->show_error(Error(ErrorCode::file_empty, {"a.png"}));
    screen.frames(2);
    EXPECT_FALSE(screen.application->animating());
}

// Keys

TEST(Help, ListsTheKeysOfTheProgram) {
    Screen screen({}, {1280, 800});
    screen.key(Key::f1);
    for (const char* keys :
         {"Ctrl+O", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+Shift+O", "F10", "F5  F11", "T", "L", "M", "F1  Esc"})
        EXPECT_TRUE(screen.reads(keys)) << keys;
    for (const auto& text : screen.application->probe().texts())
        EXPECT_FALSE(text.shortened) << text.text;
}

TEST(Boxes, AreOperatedByTabAlone) {
    const TemporaryFolder folder;
    Screen screen = screen_of(folder);
    for (const auto& [key, shift, first] :
         {std::tuple{Key::o, false, "open/path"}, std::tuple{Key::s, true, "save/path"}}) {
        screen.key(key, true, shift);
        screen.settle();
        EXPECT_TRUE(ImGui::GetIO().WantTextInput) << first << " takes what is typed at once";
        std::set<std::string> seen;
        for (int i = 0; i < 30; ++i) {
            screen.key(Key::tab);
            seen.insert(screen.state().at("focus").get<std::string>());
        }
        EXPECT_THAT(seen, Contains(first));
        for (const std::string& name : seen)
            EXPECT_TRUE(name.starts_with("open/") || name.starts_with("save/") || name == "dialog/close")
                << name;
        screen.key(Key::escape);
        screen.key(Key::escape);
    }
}

}  // namespace
}  // namespace patchlens
