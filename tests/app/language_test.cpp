// Every text on the screen has a key, every key a text, and every error a sentence.
#include "app/model/state/language.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/chapters.h"
#include "core/support/file_error.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// All string literals of the sources under app/ui.
std::set<std::string> literals() {
    std::set<std::string> found;
    const std::regex literal("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PATCHLENS_SOURCE_DIR "/app/ui")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        const std::string source = content_of(entry.path());
        for (std::sregex_iterator match(source.begin(), source.end(), literal), end; match != end; ++match)
            found.insert((*match)[1]);
    }
    return found;
}

/// The keys asked for directly: language("key"), language_("key"), context.language("key", …).
std::set<std::string> keys_asked_for() {
    std::set<std::string> found;
    const std::regex call("language_?\\(\\s*\"([^\"]+)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PATCHLENS_SOURCE_DIR "/app/ui")) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string source = content_of(entry.path());
        for (std::sregex_iterator match(source.begin(), source.end(), call), end; match != end; ++match)
            found.insert((*match)[1]);
    }
    return found;
}

std::set<std::string> gaps_of(const std::string& text) {
    std::set<std::string> found;
    const std::regex gap("\\{[0-9]\\}");
    for (std::sregex_iterator match(text.begin(), text.end(), gap), end; match != end; ++match)
        found.insert(match->str());
    return found;
}

TEST(Language, HasATextForEveryKeyAskedFor) {
    const auto asked = keys_asked_for();
    EXPECT_GT(asked.size(), 40U);
    for (const std::string& key : asked)
        EXPECT_TRUE(english().texts().contains(key)) << key;
}

TEST(Language, HasNoTextNobodyAsksFor) {
    const auto written = literals();
    for (const auto& [key, text] : english().texts()) {
        if (key.starts_with("error.") || key.starts_with("word.") || key.starts_with("note.")) continue;
        if (key.starts_with("chapter.")) continue;
        EXPECT_TRUE(written.contains(key)) << key;
    }
}

TEST(Language, HasTheNamesOfEveryChapterAndOfNoOther) {
    std::set<std::string> names;
    for (const ui::ChapterEntry& entry : ui::chapters) {
        const std::string id(model::name_of(entry.chapter));
        EXPECT_EQ(entry.name, "chapter." + id);
        EXPECT_EQ(entry.short_name, "chapter.short." + id);
        names.insert({entry.name, entry.short_name});
    }
    EXPECT_EQ(names.size(), 2 * model::names_of<model::Chapter>.size());
    for (const std::string& key : names)
        EXPECT_TRUE(english().texts().contains(key)) << key;
    for (const auto& [key, text] : english().texts())
        EXPECT_TRUE(!key.starts_with("chapter.") || names.contains(key)) << key;
}

TEST(Language, HasEveryErrorsSentenceWithItsGaps) {
    std::set<std::string> names;
    for (const ErrorText& text : error_texts()) {
        const std::string key = "error." + std::string(text.name);
        names.insert(key);
        const auto found = english().texts().find(key);
        ASSERT_NE(found, english().texts().end()) << key;
        EXPECT_EQ(found->second, text.english) << key;
        EXPECT_EQ(gaps_of(found->second), gaps_of(std::string(text.english))) << key;
    }
    for (const auto& [key, text] : english().texts()) {
        if (!key.starts_with("error.")) continue;
        EXPECT_TRUE(names.contains(key)) << key;
    }
}

TEST(Language, HasEverySentenceAboutAPicture) {
    std::set<std::string> names;
    for (const PictureNoteText& text : picture_note_texts()) {
        const std::string key = "note." + std::string(text.name);
        names.insert(key);
        EXPECT_EQ(english()(key.c_str()), text.english) << key;
    }
    for (const auto& [key, text] : english().texts()) {
        if (!key.starts_with("note.")) continue;
        EXPECT_TRUE(names.contains(key)) << key;
    }
    const PictureNote note{PictureNoteCode::turned_upright, {"6"}};
    EXPECT_EQ(english().sentence(note), note.english());
    EXPECT_THAT(chinese().sentence(note), ::testing::HasSubstr("6"));
    EXPECT_NE(chinese().sentence(note), note.english());
}

TEST(Language, HasEveryWordAnErrorSpeaksOf) {
    std::set<std::string> names;
    for (const WordText& text : word_texts()) {
        const std::string key = "word." + std::string(text.name);
        names.insert(key);
        EXPECT_EQ(english()(key.c_str()), std::string(text.english)) << key;
        EXPECT_NE(chinese()(key.c_str()), std::string(text.english)) << key;
    }
    for (const auto& [key, text] : english().texts())
        EXPECT_TRUE(!key.starts_with("word.") || names.contains(key)) << key;
}

TEST(Language, ChoosesBetweenWordsByACountThatItNames) {
    const std::regex choice("\\{([0-9])\\?[^{}|]+\\|[^{}|]+\\}");
    const std::regex brace("\\{[0-9]\\?");
    for (const auto& [key, text] : english().texts()) {
        const std::sregex_iterator end;
        const auto choices = std::distance(std::sregex_iterator(text.begin(), text.end(), choice), end);
        const auto begun = std::distance(std::sregex_iterator(text.begin(), text.end(), brace), end);
        EXPECT_EQ(choices, begun) << key << ": " << text;
        for (std::sregex_iterator match(text.begin(), text.end(), choice); match != end; ++match)
            EXPECT_TRUE(gaps_of(text).contains("{" + match->str(1) + "}")) << key;
    }
}

TEST(Language, FillsGapsAndShowsUnknownKeys) {
    const model::Language language(R"({"a": "one {0} two {1}"})", "test.json");
    EXPECT_EQ(language("a", {"x", "y"}), "one x two y");
    EXPECT_STREQ(language("nobody.wrote.this"), "nobody.wrote.this");
}

TEST(Language, FallsBackToAnother) {
    const model::Language first(R"({"a": "A", "b": "B"})", "first.json");
    const model::Language second(R"({"a": "Z"})", "second.json", &first);
    EXPECT_STREQ(second("a"), "Z");
    EXPECT_STREQ(second("b"), "B");
}

TEST(Language, SaysWhereItIsDamaged) {
    for (const char* json : {"", "[]", "{", R"({"a": 1})"}) {
        try {
            const model::Language language(json, "xx.json");
            ADD_FAILURE() << json;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::asset_damaged);
            EXPECT_THAT(error.what(), ::testing::HasSubstr("xx.json"));
        }
    }
}

TEST(Chinese, HasTheKeysOfEnglishAndNoOthers) {
    for (const auto& [key, text] : english().texts())
        EXPECT_TRUE(chinese().texts().contains(key)) << key;
    for (const auto& [key, text] : chinese().texts())
        EXPECT_TRUE(english().texts().contains(key)) << key;
}

TEST(Chinese, FillsTheSameGapsAsEnglish) {
    for (const auto& [key, text] : chinese().texts())
        EXPECT_EQ(gaps_of(text), gaps_of(english()(key.c_str()))) << key;
}

TEST(Chinese, SaysWhatAnErrorSpeaksOfInChinese) {
    const Error unreadable(ErrorCode::file_unreadable, {"photo.png", Word::not_found});
    EXPECT_EQ(english().sentence(unreadable), unreadable.what());
    EXPECT_EQ(chinese().sentence(unreadable), "无法读取 photo.png：没有这个文件或文件夹");
    const Error memory(ErrorCode::out_of_memory, {Word::weights, "7.81 GiB", "900 MiB"});
    EXPECT_EQ(english().sentence(memory),
              "the weights would need 7.81 GiB of memory and 900 MiB are free; choose smaller values");
    EXPECT_EQ(chinese().sentence(memory), "权重需要内存 7.81 GiB，可用 900 MiB；请选小一些的数值");
}

TEST(Chinese, HasNoEnglishInASentenceAboutAnyErrorOfTheSystem) {
    for (const int number : {ENOENT, EACCES, EPERM, EISDIR, ENOTDIR, EBUSY, ENOSPC, EDQUOT, EROFS, EFBIG,
                             ENAMETOOLONG, ELOOP, EMFILE, ENFILE, ENOMEM, EIO, EBADF, EPIPE}) {
        const std::string sentence = chinese().sentence(unwritable("f", number));
        EXPECT_THAT(sentence, ::testing::StartsWith("无法写入 f：")) << number;
        EXPECT_EQ(sentence.find_first_of("bcdegijklmnopqrstuvwxyz"), std::string::npos) << sentence;
    }
    // What has no word keeps its name.
    EXPECT_STREQ(unreadable("f", ESTALE).what(), "f cannot be read: ESTALE");
}

/// What English writes in small letters alone: names of formats and of libraries have capitals, those of
/// parameters an underscore.
std::vector<std::string> english_words(const std::string& text) {
    std::vector<std::string> found;
    const std::regex token("[A-Za-z_]+");
    for (std::sregex_iterator match(text.begin(), text.end(), token), end; match != end; ++match) {
        if (std::ranges::all_of(match->str(), [](char c) { return c >= 'a' && c <= 'z'; }))
            found.push_back(match->str());
    }
    return found;
}

TEST(Chinese, HasNoEnglishInAnyReason) {
    for (const WordText& reason : word_texts()) {
        const Error error(ErrorCode::picture_damaged, {"1", {reason.word, {"2"}}});
        EXPECT_THAT(english_words(english().word(reason.word)), Not(IsEmpty())) << reason.name;
        EXPECT_THAT(english_words(chinese().sentence(error)), IsEmpty()) << chinese().sentence(error);
    }
    EXPECT_EQ(chinese().sentence(Error(ErrorCode::picture_damaged, {"a", {Word::bmp_bits_unknown, {"7"}}})),
              "a 已损坏或不完整，无法解码（没有每像素 7 位的 BMP）；请把图片重新存为 PNG 或 JPEG");
}

TEST(Chinese, SaysErrorsInChinese) {
    const Error error(ErrorCode::file_empty, {"photo.png"});
    EXPECT_NE(chinese().sentence(error), error.what());
    EXPECT_NE(chinese().sentence(error).find("photo.png"), std::string::npos);
}

}  // namespace
}  // namespace patchlens
