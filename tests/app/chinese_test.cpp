// The Chinese language file beside the English one.
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "app/model/language.h"

namespace patchlens::model {
namespace {

Language load(const char* file) {
    return Language::load(std::filesystem::path(PATCHLENS_ASSETS_DIR) / "lang" / file);
}

std::set<std::string> gaps_of(const std::string& text) {
    static const std::regex gap(R"(\{\d\})");
    return {std::sregex_token_iterator(text.begin(), text.end(), gap), std::sregex_token_iterator()};
}

TEST(Chinese, HasTheKeysOfEnglishAndNoOthers) {
    const Language english = load("en.json");
    const Language chinese = load("zh-CN.json");
    for (const auto& [key, text] : english.texts())
        EXPECT_TRUE(chinese.texts().contains(key)) << key;
    for (const auto& [key, text] : chinese.texts())
        EXPECT_TRUE(english.texts().contains(key)) << key;
}

TEST(Chinese, FillsTheSameGapsAsEnglish) {
    const Language english = load("en.json");
    const Language chinese = load("zh-CN.json");
    for (const auto& [key, text] : chinese.texts()) {
        EXPECT_EQ(gaps_of(text), gaps_of(english(key.c_str()))) << key;
    }
}

TEST(Chinese, SaysErrorsInChinese) {
    const Language chinese = load("zh-CN.json");
    const Error error(ErrorCode::file_empty, {"photo.png"});
    EXPECT_NE(chinese.sentence(error), error.what());
    EXPECT_NE(chinese.sentence(error).find("photo.png"), std::string::npos);
}

}  // namespace
}  // namespace patchlens::model
