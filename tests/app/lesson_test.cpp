// A session that is handed out: its lesson, the pictures inside it, and the keys of a newer program.
#include "app/model/lesson/lesson.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/files/base64.h"
#include "app/model/files/json_fields.h"
#include "app/model/files/text_file.h"
#include "app/model/lesson/inside_files.h"
#include "app/model/state/actions.h"
#include "app/model/state/session_file.h"
#include "app/model/state/session_text.h"
#include "app/model/state/workspace.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

namespace fs = std::filesystem;

constexpr Size house{256, 256};

std::vector<std::byte> bytes_of_text(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

TEST(Base64, HasTheTextsOfItsStandard) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};  // RFC 4648, section 10
    for (const auto& [text, coded] : vectors) {
        EXPECT_EQ(base64_of(bytes_of_text(text)), coded);
        EXPECT_EQ(bytes_of_base64(coded), bytes_of_text(text)) << coded;
    }
    std::vector<std::byte> all;
    for (int i = 0; i < 256; ++i)
        all.push_back(static_cast<std::byte>(i));
    EXPECT_EQ(bytes_of_base64(base64_of(all)), all);
}

TEST(Base64, IsNothingElse) {
    for (const char* text : {"Z", "Zg", "Zg=", "Zm9v\n", "Zm9v====", "=Zg=", "Z===", "Zh==", "Zm9=", "Zm 9",
                             "Zm9v-_==", "Zg==Zg=="})
        EXPECT_FALSE(bytes_of_base64(text)) << text;
}

/// A lesson of three steps: patch 16, patch 32 in the maps, and patch 32 without a bias.
Session taught() {
    Session session;
    session.picture = "/pictures/house.png";
    session.picture_mark = {12, "0123"};
    const auto add = [&](const Action& action) { session = apply(session, action, house); };
    const auto step = [&](Texts text) {
        const Lesson& lesson = session.handout->lesson;
        const int count = static_cast<int>(lesson.steps.size());
        add(SetLesson{with_step(lesson, count - 1, session, std::move(text)), count});
    };
    add(SetPatchSize{Side::height, 16});
    step({{"en", "Sixteen pixels."}, {"zh-CN", "十六个像素。"}});
    add(SetPatchSize{Side::height, 32});
    add(ShowChapter{Chapter::maps});
    step({{"en", "Thirty-two."}});
    ModuleOptions without = session.module;
    without.config.bias = false;
    add(SetModule{without});
    step({{"fr", "Sans biais."}});
    Lesson titled = session.handout->lesson;
    titled.title = {{"en", "Sizes"}, {"zh-CN", "尺寸"}};
    add(SetLesson{titled, 2});
    return session;
}

TEST(Lesson, ComesBackFromJsonAsItWas) {
    const Session session = taught();
    const Session read = session_from_json(to_json(session));
    EXPECT_EQ(read, session);
    EXPECT_EQ(session_from_json(state_json(session)), session);
    const auto& steps = read.handout->lesson.steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[0].state->module.config.patch_size, to_pair(16));
    EXPECT_EQ(steps[1].state->chapter, Chapter::maps);
    EXPECT_TRUE(steps[1].state->module.config.bias);
    EXPECT_FALSE(steps[2].state->module.config.bias);
}

TEST(Lesson, StepsAreWrittenAsWhatDiffers) {
    const auto json = nlohmann::json::parse(to_json(at_step(taught(), 0)));
    const auto& steps = json["lesson"]["steps"];
    EXPECT_EQ(steps[0]["state"], nlohmann::json::object());
    EXPECT_EQ(steps[1]["state"]["choices"]["patch_size"], (nlohmann::json{32, 32}));
    EXPECT_FALSE(steps[1]["state"]["choices"].contains("embed_dim"));
    EXPECT_FALSE(steps[1]["state"].contains("picture"));
    EXPECT_EQ(steps[1]["state"]["places"]["chapter"], "maps");
    EXPECT_EQ(json["lesson"]["title"]["zh-CN"], "尺寸");
}

TEST(Lesson, StepsWithPicturesOfTheirOwnNameThemWhole) {
    Session session = taught();
    Session other = session;
    give_picture(other, "/pictures/tiles.png");
    other.second = "/pictures/house.png";
    session.handout = Handout{with_step(session.handout->lesson, 2, other)};
    const Session read = session_from_json(to_json(session));
    EXPECT_EQ(read, session);
    EXPECT_EQ(read.handout->lesson.steps[3].state->picture, "/pictures/tiles.png");
    EXPECT_EQ(read.handout->lesson.steps[3].state->picture_mark, FileMark{});
    EXPECT_EQ(read.handout->lesson.steps[3].state->second, "/pictures/house.png");
    EXPECT_EQ(read.handout->lesson.steps[0].state->second, "");
}

TEST(Lesson, IsSavedAtItsFirstStep) {
    const TemporaryFolder folder;
    save_session(taught(), folder / "lesson.patchlens");
    const Session read = session_from_json(read_session_file(folder / "lesson.patchlens"));
    EXPECT_EQ(read.lesson_step, 0);
    EXPECT_EQ(read.module.config.patch_size, to_pair(16));
    EXPECT_EQ(read.chapter, Chapter::explore);
    EXPECT_FALSE(wandered(read));
    EXPECT_EQ(read.handout, taught().handout);
}

TEST(Lesson, SpeaksTheLanguageOfTheScreenOrEnglishOrAny) {
    const Texts texts{{"en", "one"}, {"zh-CN", "一"}};
    EXPECT_EQ(text_in(texts, "zh-CN"), "一");
    EXPECT_EQ(text_in(texts, "fr"), "one");
    EXPECT_EQ(text_in({{"fr", "un"}}, "zh-CN"), "un");
    EXPECT_EQ(text_in({}, "en"), "");
    EXPECT_EQ(with_text(texts, "en", ""), (Texts{{"zh-CN", "一"}}));
}

TEST(Lesson, KnowsWhenOneHasGoneAstray) {
    Session session = at_step(taught(), 1);
    EXPECT_FALSE(wandered(session));
    EXPECT_FALSE(wandered(apply(session, SetTheme{Theme::light}, house)));
    EXPECT_FALSE(wandered(apply(session, SetLanguage{LanguageId::zh_cn}, house)));
    session = apply(session, SetPatchSize{Side::height, 8}, house);
    EXPECT_TRUE(wandered(session));
    EXPECT_FALSE(wandered(at_step(session, 1)));
    EXPECT_FALSE(wandered(Session{}));
}

TEST(Lesson, IsUndoneLikeEveryChoice) {
    Workspace workspace(Session{}, {}, [] {});
    const Lesson one = with_step({}, -1, workspace.session(), {{"en", "a"}});
    workspace.apply(SetLesson{one, 0}, 0);
    workspace.apply(SetLesson{with_step(one, 0, workspace.session(), {{"en", "b"}}), 1}, 0);
    ASSERT_EQ(workspace.session().handout->lesson.steps.size(), 2U);
    workspace.undo();
    EXPECT_EQ(workspace.session().handout->lesson, one);
    EXPECT_EQ(workspace.session().lesson_step, 0);
    workspace.undo();
    EXPECT_TRUE(workspace.session().handout->lesson.empty());
}

TEST(Lesson, DamagedNamesTheFieldAndTheStep) {
    const std::pair<const char*, const char*> damaged[] = {
        {R"([])", "lesson"},
        {R"({"title": "Sizes"})", "lesson.title"},
        {R"({"title": {"en": 3}})", "lesson.title"},
        {R"({"title": {"": "a"}})", "lesson.title"},
        {R"({"steps": {}})", "lesson.steps"},
        {R"({"steps": [{"text": {}}, 3]})", "lesson.steps[1].text"},
        {R"({"steps": [{"text": "a"}]})", "lesson.steps[0].text"},
        {R"({"steps": [{"state": 1}]})", "lesson.steps[0].state"},
        {R"({"steps": [{}, {"state": {"choices": {"dim": "x"}}}]})", "lesson.steps[1].dim"},
        {R"({"steps": [{"state": {"places": {"theme": "pink"}}}]})", "lesson.steps[0].theme"},
        {R"({"steps": [{"state": {"picture": {"path": 1}}}]})", "lesson.steps[0].path"},
    };
    for (const auto& [lesson, key] : damaged) {
        const std::string json =
            R"({"format": "patchlens-session", "version": 1, "lesson": )" + std::string(lesson) + "}";
        try {
            session_from_json(json, "l");
            ADD_FAILURE() << json;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::session_damaged) << json;
            EXPECT_EQ(error.arguments(), (std::vector<Argument>{"l", key})) << json;
        }
    }
    std::string many = R"({"format": "patchlens-session", "version": 1, "lesson": {"steps": [)";
    for (std::size_t i = 0; i < most_steps; ++i)
        many += "{},";
    EXPECT_THROW(session_from_json(many + "{}]}}"), Error);
    EXPECT_THROW(
        session_from_json(R"({"format": "patchlens-session", "version": 1, "places": {"lesson_step": 1}})"),
        Error);
}

TEST(ASessionsUnknownKeys, AreWrittenAgainWhereTheyWere) {
    const char* text = R"({"format": "patchlens-session", "version": 1, "later": {"a": [1, null]},
        "choices": {"words": {"n": 7, "case": "upper"}, "temperature": 0.5}, "places": {"shape": null},
        "lesson": {"level": 2, "steps": [{"seconds": 30, "state": {"choices": {"temperature": 1}}}]}})";
    const Session session = session_from_json(text);
    const auto json = nlohmann::json::parse(to_json(session));
    EXPECT_EQ(json["later"], nlohmann::json::parse(R"({"a": [1, null]})"));
    EXPECT_EQ(json["choices"]["words"]["case"], "upper");
    EXPECT_EQ(json["choices"]["words"]["n"], 7);
    EXPECT_EQ(json["choices"]["temperature"], 0.5);
    EXPECT_TRUE(json["places"].contains("shape"));
    EXPECT_EQ(json["lesson"]["level"], 2);
    EXPECT_EQ(json["lesson"]["steps"][0]["seconds"], 30);
    EXPECT_EQ(json["lesson"]["steps"][0]["state"]["choices"]["temperature"], 1);
    EXPECT_EQ(session_from_json(to_json(session)), session);
    const Session changed = apply(session, SetPatchSize{Side::height, 16}, house);
    EXPECT_EQ(nlohmann::json::parse(to_json(changed))["later"], json["later"]);
}

/// A session whose picture is `bytes` of the file `name` in `folder`, to be saved with the picture inside.
Session with_picture_inside(const fs::path& picture) {
    Session session;
    session.picture = picture;
    session.picture_mark = mark_of(picture);
    session.handout = Handout{{}, true};
    return session;
}

constexpr std::string_view tiny_picture = "P6 1 1 255 abc";

TEST(APictureInside, IsTakenOutWhereItIsNotFoundElsewhere) {
    const TemporaryFolder teacher;
    const TemporaryFolder student;
    teacher.put("photo.ppm", std::string(tiny_picture));
    save_session(with_picture_inside(teacher / "photo.ppm"), teacher / "lesson.patchlens");
    EXPECT_EQ(open_session(teacher / "lesson.patchlens", {}, {}, student / "pasted").session.picture,
              teacher / "photo.ppm")
        << "it is where it was";

    fs::rename(teacher / "lesson.patchlens", student / "lesson.patchlens");
    fs::remove(teacher / "photo.ppm");
    const OpenedSession nowhere = open_session(student / "lesson.patchlens");
    EXPECT_EQ(nowhere.session.absent.picture, teacher / "photo.ppm") << "there is no folder to take it to";
    const OpenedSession opened = open_session(student / "lesson.patchlens", {}, {}, student / "pasted");
    EXPECT_TRUE(opened.session.absent.picture.empty());
    EXPECT_EQ(opened.session.picture.parent_path(), student / "pasted");
    EXPECT_EQ(read_text_file(opened.session.picture), tiny_picture);
    EXPECT_EQ(mark_of(opened.session.picture), opened.session.picture_mark);
    EXPECT_TRUE(opened.session.handout->picture_inside);

    save_session(opened.session, student / "again.patchlens");
    const SessionText again = read_session_text(read_session_file(student / "again.patchlens"));
    ASSERT_EQ(again.inside.size(), 1U) << "it is inside again";
    EXPECT_EQ(again.inside[0].bytes, bytes_of_text(tiny_picture));
}

TEST(APictureInside, WinsOverAnotherOneInItsPlace) {
    const TemporaryFolder folder;
    folder.put("photo.ppm", std::string(tiny_picture));
    save_session(with_picture_inside(folder / "photo.ppm"), folder / "lesson.patchlens");
    folder.put("photo.ppm", "P6 1 1 255 xyz");
    const OpenedSession opened = open_session(folder / "lesson.patchlens", {}, {}, folder / "pasted");
    EXPECT_FALSE(opened.picture_changed);
    EXPECT_EQ(read_text_file(opened.session.picture), tiny_picture);
}

TEST(APictureInside, IsWrittenOnceForAllSteps) {
    const TemporaryFolder folder;
    folder.put("photo.ppm", std::string(tiny_picture));
    folder.put("other.ppm", "P6 1 1 255 xyz");
    Session session = with_picture_inside(folder / "photo.ppm");
    Lesson lesson = with_step({}, -1, session);
    Session other = with_picture_inside(folder / "other.ppm");
    lesson = with_step(with_step(lesson, 0, other), 1, other);
    session.handout = Handout{lesson, true};
    save_session(session, folder / "lesson.patchlens");
    const std::string text = read_session_file(folder / "lesson.patchlens");
    std::size_t times = 0;
    for (std::size_t at = text.find("\"data\""); at != std::string::npos; at = text.find("\"data\"", at + 1))
        ++times;
    EXPECT_EQ(times, 2U);
    fs::remove(folder / "other.ppm");
    const Session opened = open_session(folder / "lesson.patchlens", {}, {}, folder / "pasted").session;
    EXPECT_EQ(opened.picture, folder / "photo.ppm");
    for (const std::size_t step : {1U, 2U})
        EXPECT_EQ(opened.handout->lesson.steps[step].state->picture.parent_path(), folder / "pasted");
}

TEST(APictureInside, IsRefusedWhereItIsNotWhatTheFileSays) {
    const TemporaryFolder folder;
    folder.put("photo.ppm", std::string(tiny_picture));
    const Session session = with_picture_inside(folder / "photo.ppm");
    const std::vector<InsideFile> inside = pictures_to_put_inside(session);
    const std::string whole = to_json(session, inside);
    const std::string data = base64_of(bytes_of_text(tiny_picture));
    const auto damaged_key = [&](std::string_view what, std::string_view with) {
        std::string text = whole;
        text.replace(text.find(what), what.size(), with);
        try {
            read_session_text(text);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::session_damaged);
            return std::string(error.arguments().at(1).text);
        }
        return std::string("read");
    };
    EXPECT_EQ(damaged_key("lesson_step", "later_step"), "read");
    EXPECT_EQ(damaged_key(data, data.substr(1)), "picture.data");
    EXPECT_EQ(damaged_key(data, "Zm9v"), "picture.data") << "whole, and another picture";
    EXPECT_EQ(damaged_key('"' + data + '"', "3"), "picture.data");
    EXPECT_EQ(damaged_key("\"bytes\": 14", "\"bytes\": 15"), "picture.data");
    EXPECT_EQ(damaged_key("\"sha256\"", "\"sha\""), "picture.sha256");
}

TEST(APictureInside, IsNotPutInWhereItChangedSinceItWasOpened) {
    const TemporaryFolder folder;
    folder.put("photo.ppm", std::string(tiny_picture));
    const Session session = with_picture_inside(folder / "photo.ppm");
    folder.put("photo.ppm", "P6 1 1 255 xyz");
    try {
        save_session(session, folder / "lesson.patchlens");
        ADD_FAILURE() << "saved";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::picture_changed_since);
    }
    EXPECT_FALSE(fs::exists(folder / "lesson.patchlens"));
}

TEST(ASessionsSize, IsLargerOnlyWhereTheFileSaysThatItIsOne) {
    const TemporaryFolder folder;
    const std::string space(longest_session + 1, ' ');
    folder.put("other.json", "{\"metadata\": 1" + space + "}");
    folder.put("lesson.patchlens", R"({"format": "patchlens-session", "version": 1)" + space + "}");
    EXPECT_THROW(open_session(folder / "other.json"), Error);
    EXPECT_EQ(open_session(folder / "lesson.patchlens").session, Session{});
}

}  // namespace
}  // namespace patchlens::model
