// Lines of text break where a reader expects it, in both languages.
#include "app/ui/widgets/line_breaks.h"

#include <array>
#include <regex>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/screen.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Every character is one cell wide, a Chinese one two.
float cells(std::string_view text) {
    float width = 0;
    for (const char byte : text) {
        const auto value = static_cast<unsigned char>(byte);
        if ((value & 0xC0U) != 0x80U) width += value >= 0xE0 ? 2 : 1;
    }
    return width;
}

auto lines(std::string_view text, float width) {
    return ui::broken_lines(text, width, cells);
}

TEST(LineBreaks, ComeAtSpacesAndLeaveNumbersWhole) {
    EXPECT_THAT(lines("32 patches, 1,024 in all", 14), ElementsAre("32 patches,", "1,024 in all"));
    EXPECT_THAT(lines("31.25 pixels", 7), ElementsAre("31.25", "pixels"));
    EXPECT_THAT(lines("one line", 80), ElementsAre("one line"));
}

TEST(LineBreaks, ComeBetweenChineseCharactersAndAroundNumbers) {
    EXPECT_THAT(lines("图像被切成块", 6), ElementsAre("图像被", "切成块"));
    EXPECT_THAT(lines("共 1,024 个图像块", 12), ElementsAre("共 1,024 个", "图像块"));
}

TEST(LineBreaks, PutNoClosingMarkAtTheBeginningAndNoOpeningOneAtTheEnd) {
    EXPECT_THAT(lines("切成块，排好队。", 6), ElementsAre("切成", "块，排", "好队。"));
    EXPECT_THAT(lines("图像（块）好", 6), ElementsAre("图像", "（块）", "好"));
}

TEST(LineBreaks, StayWhereTheTextHasThem) {
    EXPECT_THAT(lines("a b\nc", 80), ElementsAre("a b", "c"));
    EXPECT_THAT(lines("a\n\nb", 80), ElementsAre("a", "", "b"));
    EXPECT_THAT(lines("", 80), IsEmpty());
}

TEST(LineBreaks, AWordTooLongForALineIsBrokenInside) {
    EXPECT_THAT(lines("a verylongword b", 6), ElementsAre("a", "verylo", "ngword", "b"));
    EXPECT_THAT(lines("verylongword", 1),
                ElementsAre("v", "e", "r", "y", "l", "o", "n", "g", "w", "o", "r", "d"));
    EXPECT_THAT(lines("пустыня", 4), ElementsAre("пуст", "ыня"));
}

TEST(LineBreaks, APathTooLongForALineIsBrokenAfterItsSigns) {
    EXPECT_THAT(lines("/home/me/pictures/a_long_name.png is not there", 12),
                ElementsAre("/home/me/", "pictures/a_", "long_name.", "png is not", "there"));
}

TEST(LineBreaks, LeaveProductsWholeAndComeBeforeTheEqualsSignOnlyInTooLongAFormula) {
    EXPECT_THAT(lines("So 8 × 8 × 3 = 192 of them", 17), ElementsAre("So", "8 × 8 × 3 = 192", "of them"));
    EXPECT_THAT(lines("8 × 8 × 3 = 192", 12), ElementsAre("8 × 8 × 3", "= 192"));
    EXPECT_THAT(lines("x · 8 + y · 8 + z", 10), ElementsAre("x · 8", "+ y · 8", "+ z"));
}

TEST(LineBreaks, KeepANumberWithItsUnitAndItsSign) {
    EXPECT_THAT(lines("it takes 512 MiB", 12), ElementsAre("it takes", "512 MiB"));
    EXPECT_THAT(lines("within 0.6 ms", 10), ElementsAre("within", "0.6 ms"));
    EXPECT_THAT(lines("about 10 px.", 8), ElementsAre("about", "10 px."));
    EXPECT_THAT(lines("ranging from −0.5 to +1.5", 14), ElementsAre("ranging", "from −0.5", "to +1.5"));
    EXPECT_THAT(lines("R +0.0846 G +0.4432", 12), ElementsAre("R +0.0846", "G +0.4432"));
    EXPECT_THAT(lines("约占 61.3 %。", 8), ElementsAre("约占", "61.3 %。"));
}

TEST(LineBreaks, KeepShapesAndPairsWhole) {
    EXPECT_THAT(lines("has the shape [1, 512, 32, 32] here", 18),
                ElementsAre("has the shape", "[1, 512, 32, 32]", "here"));
    EXPECT_THAT(lines("lies at (19, 10) and (7, 21)", 13), ElementsAre("lies at", "(19, 10) and", "(7, 21)"));
    EXPECT_THAT(lines("形状 [1, 512, 32, 32] 的张量", 16), ElementsAre("形状", "[1, 512, 32, 32]", "的张量"));
    EXPECT_THAT(lines("y.transpose(1, 2) swaps", 18), ElementsAre("y.transpose(1, 2)", "swaps"));
    EXPECT_THAT(lines("brackets (as these are) break", 12),
                ElementsAre("brackets (as", "these are)", "break"));
}

TEST(LineBreaks, KeepWhatIsCountedWithItsNumber) {
    EXPECT_THAT(lines("this is row 3 of 5", 11), ElementsAre("this is", "row 3 of 5"));
    EXPECT_THAT(lines("of patch (19, 10)", 16), ElementsAre("of", "patch (19, 10)"));
    EXPECT_THAT(lines("from patch (variance)", 16), ElementsAre("from patch", "(variance)"));
    EXPECT_THAT(lines("向量的第 137 维", 10), ElementsAre("向量的", "第 137 维"));
    EXPECT_THAT(lines("共有512个数", 8), ElementsAre("共有", "512个数"));
}

TEST(LineBreaks, PutNoMarkWhereItMayNotStandInEitherLanguage) {
    for (const std::string mark :
         {"，", "。", "；", "：", "、", "？", "！", "）", "］", "”", "’", "》", "」", "…",
          "—",  "·",  "％", "‰",  "℃",  ",",  ".",  ";",  ":",  "?", "!", ")",  "]",  "%"})
        EXPECT_THAT(lines("好好" + mark + "好", 4), ElementsAre("好", "好" + mark, "好")) << mark;
    for (const std::string mark : {"（", "［", "“", "‘", "《", "「", "(", "["})
        EXPECT_THAT(lines("好" + mark + "好好", 4).at(1).substr(0, mark.size()), mark);
    EXPECT_THAT(lines("切成块——再排好", 8), ElementsAre("切成", "块——再", "排好"));
    EXPECT_THAT(lines("切成块……再排好", 8), ElementsAre("切成", "块……再", "排好"));
}

TEST(LineBreaks, AreWorseInsideAFormulaOnlyWhereItIsLongerThanALine) {
    EXPECT_THAT(lines("8 × 8 × 3", 6), ElementsAre("8 ×", "8 × 3"));
    EXPECT_THAT(lines("[1, 512, 32]", 8), ElementsAre("[1,", "512, 32]"));
}

/// What is wrong with two lines that follow each other, found by patterns rather than by the breaker's rules.
std::string wrong_break(const std::string& line, const std::string& next) {
    struct Pattern {
        const char* end;
        const char* beginning;
        const char* what;
    };
    constexpr std::array patterns{
        Pattern{"", "^(，|。|；|：|、|？|！|）|］|”|’|》|」|…|—|·|％|[,;:?!)\\]}%]|\\.( |$))",
                "a mark at a beginning"},
        Pattern{"(（|［|“|‘|《|「|[(\\[])$", "", "a mark at an end"},
        Pattern{"[0-9A-Za-z)\\]] (×|·|=|\\+|−)$", "^[0-9A-Za-z(\\[]", "an operator at an end"},
        Pattern{"[0-9A-Za-z)\\]]$", "^(×|·) ", "a product apart"},
        Pattern{"[0-9]$", "^(px|MiB|GiB|KiB|ms|s|M)([^A-Za-z]|$)", "a unit apart"},
        Pattern{"(^| )[A-Z]$", "^(\\+|−)[0-9]", "a letter's value apart"},
        Pattern{"(\\+|−)$", "^[0-9]", "a sign apart"},
        Pattern{"[(\\[][0-9, ]*$", "^[0-9, ]*[0-9][)\\]]", "a shape apart"},
        Pattern{"第$", "^[0-9]", "a numeral apart"},
    };
    for (const Pattern& pattern : patterns) {
        if (std::regex_search(line, std::regex(pattern.end)) &&
            std::regex_search(next, std::regex(pattern.beginning)))
            return pattern.what;
    }
    return {};
}

TEST(LineBreaks, AreRightInEveryTextOfBothLanguages) {
    const auto arguments = [](std::size_t first) {
        constexpr std::array<const char*, 7> typical{"137",   "+0.4738", "8 × 8", "[1, 512, 32, 32]",
                                                     "1,024", "61.3%",   "0.6 ms"};
        const auto at = [&](std::size_t i) { return std::string(typical.at((first + i) % typical.size())); };
        return std::array{at(0), at(1), at(2), at(3), at(4), at(5), at(6)};
    };
    for (const model::Language* language : {&english(), &chinese()}) {
        for (const auto& [key, text] : language->texts()) {
            if (key.starts_with("error.") && text.find("import ") != std::string::npos)
                continue;  // a program
            std::set<std::string> tried;
            for (std::size_t first = 0; first < 7; ++first) {
                const auto a = arguments(first);
                const std::string whole =
                    (*language)(key.c_str(), {a[0], a[1], a[2], a[3], a[4], a[5], a[6]});
                if (!tried.insert(whole).second) continue;
                for (float width = 43; width <= 79; width += 3) {
                    const auto broken = lines(whole, width);
                    for (std::size_t i = 1; i < broken.size(); ++i) {
                        EXPECT_EQ(wrong_break(std::string(broken[i - 1]), std::string(broken[i])), "")
                            << key << ": " << broken[i - 1] << " | " << broken[i];
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace patchlens
