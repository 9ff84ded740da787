// Base64 against the examples of RFC 4648, section 10.
#include "core/support/base64.h"

#include <string_view>

#include <gtest/gtest.h>

namespace patchlens {
namespace {

std::string of(std::string_view text) {
    return base64(std::as_bytes(std::span(text)));
}

TEST(Base64Test, TheExamplesOfTheStandard) {
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("f"), "Zg==");
    EXPECT_EQ(of("fo"), "Zm8=");
    EXPECT_EQ(of("foo"), "Zm9v");
    EXPECT_EQ(of("foob"), "Zm9vYg==");
    EXPECT_EQ(of("foobar"), "Zm9vYmFy");
    EXPECT_EQ(of("\xFB\xEF\xFF"), "++//");
}

}  // namespace
}  // namespace patchlens
