#include "core/support/utf8.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace patchlens {
namespace {

/// The code points of `text`; U+FFFD for a byte that belongs to none.
std::u32string code_points(std::string_view text) {
    std::u32string all;
    while (!text.empty())
        all += take_character(text).code.value_or(U'\uFFFD');
    return all;
}

TEST(Characters, AreReadOneAfterTheOther) {
    EXPECT_EQ(code_points("aé照😀"), U"aé照😀");
    EXPECT_EQ(code_points("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80"), U"\x7f\x80\x7ff\x800");
    EXPECT_EQ(code_points("\xef\xbf\xbd\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), U"\xfffd\x10000\x10ffff");
    EXPECT_EQ(first_character("照b").bytes, "照");
    EXPECT_EQ(first_character("b照").bytes, "b");
}

TEST(Characters, DoNotHideBytesThatBelongToNone) {
    constexpr char32_t none = U'\uFFFD';
    EXPECT_EQ(code_points("\xe7\x85"), (std::u32string{none, none})) << "cut short";
    EXPECT_EQ(code_points("\xc0\xaf"), (std::u32string{none, none})) << "overlong";
    EXPECT_EQ(code_points("\xed\xa0\x80"), (std::u32string{none, none, none})) << "a surrogate";
    EXPECT_EQ(code_points("\xf4\x90\x80\x80"), (std::u32string(4, none))) << "beyond U+10FFFF";
    EXPECT_EQ(code_points("caf\xe9.png"), U"caf\xfffd.png");
    EXPECT_EQ(first_character("\xe9.png").bytes, "\xe9");
}

TEST(Characters, AreCutOffAtTheEnd) {
    EXPECT_EQ(without_last_character("ab"), "a");
    EXPECT_EQ(without_last_character("a照"), "a");
    EXPECT_EQ(without_last_character("😀é"), "😀");
    EXPECT_EQ(without_last_character("照"), "");
    EXPECT_EQ(without_last_character("\x85\x85"), "") << "no character begins here";
}

TEST(Characters, AreWrittenAsTheyAreRead) {
    for (const char32_t code : U"\x01\x7f\x80\x7ff\x800\xfffd\x10000\x10ffff") {
        EXPECT_EQ(first_character(to_utf8(code)).code, code);
    }
    EXPECT_EQ(to_utf8(U'照'), "照");
}

TEST(Printable, LeavesWhatCanBeReadAsItIs) {
    for (const char* text : {"", "photo.png", "a b\\c", "照片 1.png", "naïve.jpg",
                             "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac"})
        EXPECT_EQ(printable(text), text);
}

TEST(Printable, WritesOutWhatATerminalObeys) {
    EXPECT_EQ(printable("\x1b[31m"), R"(\x1b[31m)");
    EXPECT_EQ(printable("a\nb\rc\td\x7f"), R"(a\x0ab\x0dc\x09d\x7f)");
    EXPECT_EQ(printable(std::string("a\0b", 3)), R"(a\x00b)");
    EXPECT_EQ(printable("\xc2\x9b"
                        "31m"),
              R"(\xc2\x9b31m)")
        << "C1 control sequence introducer";
}

TEST(Printable, WritesOutWhatTurnsTheDirectionOfWriting) {
    EXPECT_EQ(printable("gnp.\xe2\x80\xae"
                        "exe"),
              R"(gnp.\xe2\x80\xaeexe)");                                                // U+202E
    EXPECT_EQ(printable("\xe2\x81\xa6x\xe2\x81\xa9"), R"(\xe2\x81\xa6x\xe2\x81\xa9)");  // U+2066, U+2069
    EXPECT_EQ(printable("\xe2\x80\xa8"), R"(\xe2\x80\xa8)");  // U+2028, a line break
    EXPECT_EQ(printable("\xef\xbb\xbf"), R"(\xef\xbb\xbf)");  // U+FEFF
}

TEST(Printable, WritesOutBytesThatAreNoUtf8) {
    EXPECT_EQ(printable("caf\xe9.png"), R"(caf\xe9.png)");
    EXPECT_EQ(printable("\xc0\xaf"), R"(\xc0\xaf)");
    EXPECT_EQ(printable("\xe7\x85"), R"(\xe7\x85)") << "a character cut short";
    EXPECT_EQ(printable("\xff照"), R"(\xff照)");
}

TEST(Quotable, IsAsciiAndCut) {
    EXPECT_EQ(quotable("a\nb\xe7"), R"(a\x0ab\xe7)");
    EXPECT_EQ(quotable("abcdef", 3), "abc...");
    EXPECT_EQ(quotable("权重\x1b.w", 3), R"(权重\x1b...)");
}

}  // namespace
}  // namespace patchlens
