// The fonts of this machine and of machines with fewer: all text is visible, in every font, at one size.
#include "app/ui/drawing/fonts.h"

#include <cmath>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include "app/platform/font_files.h"
#include "app/ui/drawing/scale.h"
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
          std::vector<char32_t> stands_for = {}, const std::string& text = "图像块")
        : written_(std::move(written)), stands_for_(std::move(stands_for)) {
        ImGui::CreateContext();
        const std::vector<std::string> texts{text};
        const ui::Fonts fonts =
            ui::build_fonts(files, scale, texts, ui::Characters::of_texts, {written_, stands_for_});
        all_ = {fonts.body,  fonts.small, fonts.strong,    fonts.heading,
                fonts.title, fonts.mono,  fonts.mono_small};
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

TEST(FontsTest, DigitsAreEquallyWideInEveryFace) {
    for (const float scale : {1.0F, 1.25F, 2.0F}) {
        const Faces faces(FontFinder().files(), scale, U"");
        for (const ImFont* font : faces.all()) {
            for (char digit = '0'; digit <= '9'; ++digit)
                EXPECT_EQ(font->FindGlyphNoFallback(static_cast<ImWchar>(digit))->AdvanceX,
                          font->FindGlyphNoFallback('0')->AdvanceX)
                    << digit;
        }
    }
}

TEST(FontsTest, QuotationMarksDashAndEllipsisAreChineseAmongChineseTexts) {
    if (!std::filesystem::exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"))
        GTEST_SKIP() << "fonts-noto-cjk is not installed";
    const Folders folders{"opentype/inter", "truetype/jetbrains-mono", "opentype/noto"};
    const FontFinder fonts;
    const auto advance = [](const ImFont& font, char32_t character) {
        return font.FindGlyphNoFallback(static_cast<ImWchar>(character))->AdvanceX;
    };
    const auto width_of = [&](const std::string& text, char32_t mark, std::size_t face) {
        const Faces faces(fonts.files(), 2, U"", {}, text);
        return advance(*faces.all().at(face), mark);
    };
    {
        const Faces faces(fonts.files(), 2, U"");
        const ImFont& body = *faces.all()[0];
        const ImFont& mono = *faces.all()[5];
        for (const char32_t mark : U"“”‘’…"s) {
            EXPECT_EQ(advance(body, mark), advance(body, U'块')) << static_cast<unsigned>(mark);
            EXPECT_EQ(advance(mono, mark), advance(mono, U'0')) << "code and values keep their columns";
        }
    }
    for (const char32_t mark : U"“”‘’"s)
        EXPECT_LT(width_of("patch", mark, 0), 28 * 0.6) << "among English it stays narrow";
}

TEST(FontsTest, MinusIsAsWideAsPlusAndNoFallback) {
    const Faces faces(FontFinder().files(), 1, U"");
    for (const ImFont* font : faces.all()) {
        const ImFontGlyph* minus = font->FindGlyphNoFallback(0x2212);
        ASSERT_NE(minus, nullptr);
        const ImFontGlyph* plus = font->FindGlyphNoFallback('+');
        EXPECT_EQ(minus->AdvanceX, plus->AdvanceX);
        EXPECT_NEAR(minus->X1 - minus->X0, plus->X1 - plus->X0, 2);
        EXPECT_GT(minus->X1 - minus->X0,
                  font->FindGlyphNoFallback('-')->X1 - font->FindGlyphNoFallback('-')->X0);
    }
}

/// The share of a glyph's box that is ink, by its picture in the atlas.
double ink(const ImFont& font, ImWchar character) {
    unsigned char* shades = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&shades, &width, &height);
    const ImFontGlyph& glyph = *font.FindGlyphNoFallback(character);
    double sum = 0;
    for (int y = static_cast<int>(glyph.V0 * static_cast<float>(height) + 0.5F);
         y < static_cast<int>(glyph.V1 * static_cast<float>(height) + 0.5F); ++y) {
        for (int x = static_cast<int>(glyph.U0 * static_cast<float>(width) + 0.5F);
             x < static_cast<int>(glyph.U1 * static_cast<float>(width) + 0.5F); ++x)
            sum += shades[y * width + x] / 255.0;
    }
    return sum;
}

TEST(FontsTest, ChineseHeadingsAreBoldWhereTheFamilyHasABold) {
    const Folders folders{"opentype/inter", "truetype/jetbrains-mono", "opentype/noto", "truetype/wqy"};
    const FontFinder fonts;
    ASSERT_EQ(fonts.files().chinese_strong.file.filename(), "NotoSansCJK-Bold.ttc");
    EXPECT_EQ(fonts.files().chinese_strong.index, fonts.files().chinese.index);
    const Faces faces(fonts.files(), 2, U"");
    const ImFont& body = *faces.all()[0];
    const ImFont& strong = *faces.all()[2];
    EXPECT_GT(ink(strong, 0x56FE), 1.2 * ink(body, 0x56FE));  // 图
    EXPECT_GT(ink(strong, 'H'), 1.2 * ink(body, 'H'));
}

TEST(FontsTest, HeadingsKeepOneWeightWhereThereIsNoBoldChinese) {
    const Folders folders{"opentype/inter", "truetype/jetbrains-mono", "truetype/wqy"};
    const FontFinder fonts;
    EXPECT_TRUE(fonts.files().chinese_strong.empty());
    const Faces faces(fonts.files(), 2, U"");  // its texts are Chinese
    EXPECT_NEAR(ink(*faces.all()[2], 'H'), ink(*faces.all()[0], 'H'), 0.01);
}

TEST(FontsTest, NoFaceIsSmallerThanTheSmallestSize) {
    for (const float scale : {1.0F, 1.1F, 1.5F, 2.0F}) {
        const ui::FontFiles files = FontFinder().files();
        const Faces faces(files, scale, U"");
        for (const ImFont* font : faces.all()) {
            // The em of Chinese is its advance.
            EXPECT_GE(font->FindGlyphNoFallback(0x56FE)->AdvanceX, std::floor(ui::type_size::note * scale));
        }
    }
    EXPECT_FLOAT_EQ(ui::presentation_factor * ui::type_size::note, 20);
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
