// Every text on the screen has a key, every key a text, and every error a sentence.
#include "app/model/state/language.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/chapters.h"
#include "core/support/file_error.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// All string literals of the sources under app.
std::set<std::string> literals() {
    std::set<std::string> found;
    const std::regex literal("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PATCHLENS_SOURCE_DIR "/app")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
        const std::string source = content_of(entry.path());
        for (std::sregex_iterator match(source.begin(), source.end(), literal), end; match != end; ++match)
            found.insert((*match)[1]);
    }
    return found;
}

/// The keys used directly: language("key"), language_("key"), context.language("key", …).
std::set<std::string> keys_asked_for() {
    std::set<std::string> found;
    const std::regex call("language_?\\(\\s*\"([^\"]+)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PATCHLENS_SOURCE_DIR "/app")) {
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

/// Whether a text belongs to one mistake by its name.
bool of_mistakes(std::string_view key) {
    return std::ranges::any_of(std::array{"breakit.name.", "breakit.ask.", "breakit.choice.", "breakit.why."},
                               [&](const char* prefix) { return key.starts_with(prefix); });
}

TEST(Language, HasTheTextsOfEveryMistakeAndOfNoOther) {
    std::set<std::string> wanted;
    for (const auto& [name, mistake] : model::names_of<Mistake>) {
        for (const char* prefix : {"breakit.name.", "breakit.ask.", "breakit.why."})
            wanted.insert(prefix + std::string(name));
        if (mistake == Mistake::overlap || mistake == Mistake::gaps) continue;  // their choices are numbers
        for (const char* choice : {".1", ".2", ".3"})
            wanted.insert("breakit.choice." + std::string(name) + choice);
    }
    std::set<std::string> found;
    for (const auto& [key, text] : english().texts()) {
        if (of_mistakes(key)) found.insert(key);
    }
    EXPECT_EQ(found, wanted);
}

TEST(Language, HasNoTextNobodyAsksFor) {
    const auto written = literals();
    for (const auto& [key, text] : english().texts()) {
        if (key.starts_with("error.") || key.starts_with("word.") || key.starts_with("note.")) continue;
        if (key.starts_with("chapter.") || key.starts_with("glossary.")) continue;
        if (of_mistakes(key)) continue;
        if (key.starts_with("quiz_text.")) continue;  // quiz_test.cpp
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

/// English keys that begin with `prefix`, with the prefix removed.
std::set<std::string> keys_behind(std::string_view prefix) {
    std::set<std::string> found;
    for (const auto& [key, text] : english().texts()) {
        if (key.starts_with(prefix)) found.insert(key.substr(prefix.size()));
    }
    return found;
}

template <typename Entries>
std::set<std::string> names_in(const Entries& entries) {
    std::set<std::string> found;
    for (const auto& entry : entries)
        found.emplace(entry.name);
    return found;
}

TEST(Language, HasASentenceForEveryErrorAWordForEveryReasonAndANoteForEveryPicture) {
    EXPECT_EQ(keys_behind("error."), names_in(error_names()));
    EXPECT_EQ(keys_behind("word."), names_in(word_names()));
    EXPECT_EQ(keys_behind("note."), names_in(picture_note_names()));
}

TEST(Language, HasErrorsInOneLineEachThatNumberTheirGapsFromZero) {
    std::set<std::string> sentences;
    for (const ErrorName& entry : error_names()) {
        const std::string sentence = english()(("error." + std::string(entry.name)).c_str());
        EXPECT_EQ(sentence.find('\n'), std::string::npos) << entry.name;
        EXPECT_NE(sentence.back(), '.') << entry.name;
        EXPECT_TRUE(sentences.insert(sentence).second) << sentence;
        std::set<std::string> gaps;
        for (int gap = 0; gap < entry.gaps; ++gap)
            gaps.insert("{" + std::to_string(gap) + "}");
        EXPECT_EQ(gaps_of(sentence), gaps) << entry.name;
    }
}

TEST(Language, SaysErrors) {
    const std::pair<Error, const char*> said[] = {
        {Error(ErrorCode::value_out_of_range, {"embed_dim", "1", "65536", "0"}),
         "embed_dim must be from 1 to 65536, not 0"},
        {Error(ErrorCode::choice_expected, {"in_chans", "1, 3, 4", "2"}),
         "in_chans must be one of 1, 3, 4, not \"2\""},
        {Error(ErrorCode::patch_larger_than_image, {"8x8", "7x8"}),
         "a patch of 8x8 does not fit into an image of 7x8; choose a patch_size of at most 7x8 or a larger "
         "image"},
        {Error(ErrorCode::patch_outside_grid, {"(0, 3)", "1", "2"}),
         "there is no patch (0, 3); rows go from 0 to 1 and columns from 0 to 2"},
        {Error(ErrorCode::dimension_outside_vector, {"4", "4", "3"}),
         "there is no dimension 4; embed_dim is 4, so dimensions go from 0 to 3"},
        {Error(ErrorCode::channels_differ, {"3", "4"}),
         "the weight expects 3 input channels, but the picture has 4; set in_chans to 3"},
        {Error(ErrorCode::shape_mismatch, {"pixels", "[8, 8]", "[C, H, W]"}),
         "pixels has the shape [8, 8]; expected is [C, H, W]"},
        {Error(ErrorCode::out_of_memory, {Word::numbers, "16.0 EiB", "1.00 GiB"}),
         "so many numbers would need 16.0 EiB of memory and 1.00 GiB are free; choose smaller values"},
        {Error(ErrorCode::pnm_numbers_missing, {"a.ppm", "7", "12", "2x2", "3"}),
         "a.ppm has 7 numbers for its pixels; 2x2 pixels of 3 channels need 12"},
        {Error(ErrorCode::file_empty, {"bad\x1b]0;T\a\n.png"}),
         R"(bad\x1b]0;T\x07\x0a.png is empty; choose a file with content)"},
        {Error(ErrorCode::file_unwritable, {Word::standard_output, Word::disk_full}),
         "standard output cannot be written: there is no space left on the disk"},
        {Error(ErrorCode::picture_damaged, {"a.bmp", {Word::bmp_bits_unknown, {"7"}}}),
         "a.bmp is damaged or cut short and cannot be decoded (there are no BMP pixels of 7 bits); save the "
         "picture again as PNG or JPEG"},
        {Error(ErrorCode::picture_format_refused, {"a.jpg", {Word::jpeg_of_bits, {"12"}}, "PNG"}),
         "a.jpg is in 12-bit JPEG format; PatchLens opens PNG"},
    };
    for (const auto& [error, sentence] : said)
        EXPECT_EQ(english().sentence(error), sentence);
    EXPECT_THAT(english().sentence(Error(ErrorCode::pickle_refused, {"a.pt", "\"a.pt\""})),
                HasSubstr("convert it to safetensors with Python ("));
}

TEST(Language, SaysAnErrorThatItLacksByItsCode) {
    const model::Language none("{}", "none.json");
    EXPECT_EQ(none.sentence(Error(ErrorCode::file_unreadable, {"a.png", Word::not_found})),
              "file_unreadable: a.png, not_found");
}

TEST(Language, SaysWhatThereIsToSayOfAPicture) {
    const PictureNote note{PictureNoteCode::turned_upright, {"6"}};
    EXPECT_EQ(english().sentence(note), "the picture was turned upright (EXIF orientation 6)");
    EXPECT_THAT(chinese().sentence(note), HasSubstr("6"));
    EXPECT_NE(chinese().sentence(note), english().sentence(note));
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
    EXPECT_EQ(english().sentence(unreadable), "photo.png cannot be read: there is no such file or folder");
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
    // An error number without a translation keeps its name.
    EXPECT_EQ(english().sentence(unreadable("f", ESTALE)), "f cannot be read: ESTALE");
}

/// The words that English writes in lower case: names of formats and of libraries have capitals, those of
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
    for (const WordName& reason : word_names()) {
        const Error error(ErrorCode::picture_damaged, {"1", {reason.word, {"2"}}});
        EXPECT_THAT(english_words(english().word(reason.word)), Not(IsEmpty())) << reason.name;
        EXPECT_NE(chinese().word(reason.word), english().word(reason.word)) << reason.name;
        EXPECT_THAT(english_words(chinese().sentence(error)), IsEmpty()) << chinese().sentence(error);
    }
    EXPECT_EQ(chinese().sentence(Error(ErrorCode::picture_damaged, {"a", {Word::bmp_bits_unknown, {"7"}}})),
              "a 已损坏或不完整，无法解码（没有每像素 7 位的 BMP）；请把图片重新存为 PNG 或 JPEG");
}

TEST(Chinese, SaysErrorsInChinese) {
    const Error error(ErrorCode::file_empty, {"photo.png"});
    EXPECT_EQ(chinese().sentence(error), "photo.png 是空文件；请选一个有内容的文件");
}

}  // namespace
}  // namespace patchlens
