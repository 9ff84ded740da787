// What is saved while the program runs, and what is restored at the next start.
#include "app/model/state/keeper.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/state/session_file.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

using ::testing::HasSubstr;

Session chosen() {
    Session session;
    session.module.config.patch_size = {16, 16};
    session.dim = 3;
    session.chapter = Chapter::maps;
    return session;
}

KeptFiles files_in(const TemporaryFolder& folder) {
    return {folder / "config/settings.json", folder / "state/session.json"};
}

TEST(Keeper, WritesWhatIsOpenSomeSecondsAfterItChanged) {
    const TemporaryFolder folder;
    Keeper keeper(files_in(folder), {}, [] {});
    keeper.keep(chosen());
    EXPECT_FALSE(std::filesystem::exists(folder / "state/session.json"));
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!std::filesystem::exists(folder / "state/session.json") && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const StateRead read = read_state(folder / "state/session.json", {});
    ASSERT_TRUE(read.session);
    EXPECT_EQ(*read.session, chosen());
}

TEST(Keeper, FinishesByWritingEverything) {
    const TemporaryFolder folder;
    Settings settings;
    settings.theme = Theme::light;
    {
        Keeper keeper(files_in(folder), {}, [] {});
        keeper.keep(settings);
        keeper.keep(Session{});
        keeper.keep(chosen());
        keeper.finish();
        EXPECT_FALSE(keeper.take_error());
    }
    EXPECT_EQ(read_settings(folder / "config/settings.json").settings, settings);
    EXPECT_EQ(*read_state(folder / "state/session.json", {}).session, chosen());
}

TEST(Keeper, TheWindowClosedLastSaysWhatWasOpen) {
    const TemporaryFolder folder;
    Session other = chosen();
    other.dim = 99;
    Keeper one(files_in(folder), {}, [] {});
    Keeper two(files_in(folder), {}, [] {});
    one.keep(chosen());
    one.finish();
    two.keep(other);
    two.finish();
    one.finish();
    EXPECT_EQ(read_state(folder / "state/session.json", {}).session->dim, 3);
}

TEST(Keeper, SaysOnceThatItCannotWrite) {
    const TemporaryFolder folder;
    folder.put("config", "a file where the folder should be");
    std::atomic<int> woken = 0;
    Keeper keeper(files_in(folder), {}, [&] { ++woken; });
    Settings settings;
    settings.theme = Theme::light;
    keeper.keep(settings);
    keeper.finish();
    const auto error = keeper.take_error();
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::file_unwritable);
    EXPECT_THAT(error->what(), HasSubstr("settings.json"));
    settings.hint_seen = true;
    keeper.keep(settings);
    keeper.keep(chosen());
    keeper.finish();
    EXPECT_FALSE(keeper.take_error());
    EXPECT_EQ(woken, 1);
    EXPECT_TRUE(read_state(folder / "state/session.json", {}).session)
        << "the other file is written all the same";
}

TEST(Keeper, KeepsNothingWithoutAPlace) {
    const TemporaryFolder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    Keeper keeper({}, {}, [] {});
    Settings settings;
    settings.theme = Theme::light;
    keeper.keep(settings);
    keeper.keep(chosen());
    keeper.finish();
    EXPECT_FALSE(keeper.take_error());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    std::filesystem::current_path(before);
}

TEST(State, ThatIsNoneOrNewerIsSetAsideAndSaidSo) {
    for (const char* text : {"", "{", "[]", R"({"format": "patchlens-session", "version": 9})"}) {
        const TemporaryFolder folder;
        folder.put("session.json", text);
        const StateRead read = read_state(folder / "session.json", {});
        EXPECT_FALSE(read.session);
        EXPECT_TRUE(read.problem);
        EXPECT_EQ(folder.read("session.damaged.json"), text);
        EXPECT_FALSE(std::filesystem::exists(folder / "session.json"));
    }
    EXPECT_FALSE(read_state("/nowhere/session.json", {}).problem);
}

TEST(State, WhosePictureIsGoneKeepsEverythingElse) {
    const TemporaryFolder folder;
    Session session = chosen();
    session.picture = folder / "gone.png";
    session.picture_mark = {3, "abc"};
    save_session(session, folder / "session.json");
    const StateRead read = read_state(folder / "session.json", {});
    ASSERT_TRUE(read.session);
    EXPECT_EQ(read.session->absent.picture, folder / "gone.png");
    EXPECT_EQ(read.session->absent.picture_mark, (FileMark{3, "abc"}));
    EXPECT_EQ(read.session->picture, "");
    EXPECT_EQ(read.session->dim, 3);
}

TEST(State, ShowsWhatWasShownInPlaceOfAPictureThatIsGone) {
    const TemporaryFolder folder;
    Session session = chosen();
    session.picture = folder.put("shown.png", "shown");
    session.absent.picture = folder / "gone.png";
    session.absent.picture_mark = {3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};
    {
        Keeper keeper({{}, folder / "session.json"}, {}, [] {});
        keeper.keep(session);
        keeper.finish();
    }
    const auto read = [&] { return read_state(folder / "session.json", {}).session.value(); };
    EXPECT_EQ(read().picture, folder / "shown.png");
    EXPECT_EQ(read().absent.picture, folder / "gone.png");
    EXPECT_EQ(read().absent.picture_mark, session.absent.picture_mark);
    folder.put("gone.png", "abc");
    EXPECT_EQ(read().picture, folder / "gone.png") << "it is there again";
    EXPECT_EQ(read().absent.picture, "");
    std::filesystem::remove(folder / "gone.png");
    std::filesystem::remove(folder / "shown.png");
    EXPECT_EQ(read().picture, "") << "neither is there";
    EXPECT_EQ(read().absent.picture, folder / "gone.png");
}

TEST(FileMark, IsTheSizeAndSha256) {
    const TemporaryFolder folder;
    // The one-block example of FIPS 180-4, and the empty file.
    EXPECT_EQ(mark_of(folder.put("abc", "abc")),
              (FileMark{3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}));
    EXPECT_EQ(mark_of(folder.put("empty", "")),
              (FileMark{0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}));
    EXPECT_EQ(mark_of(folder.put("million", std::string(1000000, 'a'))),
              (FileMark{1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}));
    EXPECT_THROW(static_cast<void>(mark_of(folder.path())), Error);
}

}  // namespace
}  // namespace patchlens::model
