// The fonts of this machine and of machines with fewer: all text is visible, in every font, at one size.
#include "app/ui/drawing/fonts.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/platform/font_files.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::platform {
namespace {

using namespace std::string_literals;

/// Limits fontconfig to these folders.
class Folders {
public:
    explicit Folders(std::initializer_list<const char*> folders) {
        std::ofstream file(folder_ / "fonts.conf");
        file << "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>";
        for (const char* path : folders)
            file << "<dir>/usr/share/fonts/" << path << "</dir>";
        file << "<cachedir>" << (folder_ / "cache").string() << "</cachedir></fontconfig>";
        file.close();
        setenv("FONTCONFIG_FILE", (folder_ / "fonts.conf").c_str(), 1);
    }
    ~Folders() { unsetenv("FONTCONFIG_FILE"); }
    Folders(const Folders&) = delete;
    Folders& operator=(const Folders&) = delete;

private:
    TemporaryFolder folder_;
};

class Faces {
public:
    Faces(const ui::FontFiles& files, float scale, std::u32string written,
          std::vector<char32_t> stands_for = {})
        : written_(std::move(written)), stands_for_(std::move(stands_for)) {
        ImGui::CreateContext();
        const std::vector<std::string> texts{"图像块"};
        const ui::Fonts fonts =
            ui::build_fonts(files, scale, texts, ui::Characters::of_texts, {written_, stands_for_});
        all_ = {fonts.body,  fonts.small, fonts.strong,     fonts.heading,
                fonts.title, fonts.mono,  fonts.mono_small, fonts.figure};
    }
    ~Faces() { ImGui::DestroyContext(); }
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;

    const std::vector<ImFont*>& all() const { return all_; }

private:
    std::u32string written_;
    std::vector<char32_t> stands_for_;
    std::vector<ImFont*> all_;
};

TEST(FontFinderTest, ACollectionsFaceIsTheSimplifiedChineseOne) {
    if (!std::filesystem::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"))
        GTEST_SKIP() << "fonts-noto-cjk is not installed";
    const Folders folders{"opentype/noto", "opentype/inter"};
    const FontFinder fonts;
    EXPECT_EQ(fonts.files().chinese.file.filename(), "NotoSansCJK-Regular.ttc");
    EXPECT_EQ(fonts.files().chinese.index, 2);  // JP, KR, SC, TC, HK
}

TEST(FontFinderTest, OtherScriptsComeFromTheFaceThatHasThem) {
    const Folders folders{"opentype/inter", "truetype/jetbrains-mono", "truetype/dejavu", "truetype/wqy"};
    FontFinder fonts;
    EXPECT_TRUE(fonts.files().others.empty());
    fonts.find_for(U"猫Жa");  // in the first four fonts
    EXPECT_TRUE(fonts.files().others.empty());
    fonts.find_for(U"\x05D0");  // Hebrew
    ASSERT_EQ(fonts.files().others.size(), 1U);
    EXPECT_THAT(fonts.files().others.front().file.filename().string(), testing::HasSubstr("DejaVu"));
    fonts.find_for(U"\x05D1\x10FFFD");
    EXPECT_EQ(fonts.files().others.size(), 1U);
}

TEST(FontsTest, EveryFaceHasWhatIsWritten) {
    FontFinder fonts;
    fonts.find_for(U"喜猫Жλ\x05D0");
    const Faces faces(fonts.files(), 1, U"喜猫Жλ\x05D0");
    for (const ImFont* font : faces.all()) {
        for (const char32_t character : U"图像块喜猫Жλ\x05D0"s)
            EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(character)), nullptr)
                << static_cast<unsigned>(character);
    }
}

TEST(FontsTest, WhatNoFaceHasIsABoxAndNoQuestionMark) {
    const Folders folders{"opentype/inter", "truetype/jetbrains-mono"};
    const Faces faces(FontFinder().files(), 1, U"\x0928");
    for (const ImFont* font : faces.all()) {
        const ImFontGlyph* glyph = font->FindGlyph(0x0928);
        EXPECT_EQ(glyph->Codepoint, 0xFFFDU);
        EXPECT_GE(glyph->X1 - glyph->X0, 8);
        EXPECT_TRUE(glyph->Visible);
    }
}

TEST(FontsTest, ChineseIsAsLargeInEveryFamily) {
    if (!std::filesystem::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"))
        GTEST_SKIP() << "fonts-noto-cjk is not installed";
    std::vector<float> widths[2];
    std::vector<float> bottoms[2];
    int family = 0;
    for (const char* folder : {"truetype/wqy", "opentype/noto"}) {
        const Folders folders{"opentype/inter", "truetype/jetbrains-mono", folder};
        const Faces faces(FontFinder().files(), 2, U"");
        for (const ImFont* font : faces.all()) {
            const ImFontGlyph* glyph = font->FindGlyphNoFallback(0x56FE);  // 图
            ASSERT_NE(glyph, nullptr);
            widths[family].push_back(glyph->AdvanceX);
            bottoms[family].push_back(glyph->Y1);
        }
        ++family;
    }
    for (std::size_t i = 0; i < bottoms[0].size(); ++i) {
        EXPECT_NEAR(widths[0][i], widths[1][i], 1);  // versions of FreeType round differently
        EXPECT_NEAR(bottoms[0][i], bottoms[1][i], 2);
    }
}

TEST(FontsTest, CharactersAboveSixteenBitsHaveTheGlyphsOfTheirStandIns) {
    if (sizeof(ImWchar) > 2) GTEST_SKIP() << "ImGui names them itself";
    FontFinder fonts;
    fonts.find_for(U"\U0001F600");
    const Faces faces(fonts.files(), 1, U"\U0001F600", {U'\U0001F600'});
    for (const ImFont* font : faces.all()) {
        const ImFontGlyph* glyph = font->FindGlyphNoFallback(0xE000);
        ASSERT_NE(glyph, nullptr) << "fonts-dejavu-core has it";
        EXPECT_NEAR(glyph->AdvanceX, font->FindGlyphNoFallback(0x56FE)->AdvanceX, 1);
    }
}

}  // namespace
}  // namespace patchlens::platform
