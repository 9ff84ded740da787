#include "core/support/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace patchlens {
namespace {

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
