#include "core/error.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/support/text.h"

namespace patchlens {
namespace {

TEST(Error, IsACodeAndItsArguments) {
    const Error error(ErrorCode::value_out_of_range, {"embed_dim", "1", "65536", "0"});
    EXPECT_STREQ(error.what(), "value_out_of_range: embed_dim, 1, 65536, 0");
    EXPECT_EQ(error.code(), ErrorCode::value_out_of_range);
    EXPECT_EQ(error.name(), "value_out_of_range");
    EXPECT_EQ(error.kind(), ErrorKind::argument);
    EXPECT_EQ(error.arguments(), (std::vector<Argument>{"embed_dim", "1", "65536", "0"}));
    EXPECT_EQ(Error(ErrorCode::out_of_memory, {"a", "b", "c"}).kind(), ErrorKind::failure);
}

TEST(Error, CodesHaveNamesOfTheirOwnInOrder) {
    std::set<std::string_view> names;
    std::size_t index = 0;
    for (const ErrorName& entry : error_names()) {
        EXPECT_EQ(static_cast<std::size_t>(entry.code), index++);
        EXPECT_THAT(std::string(entry.name), testing::MatchesRegex("[a-z0-9_]+"));
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    }
}

TEST(Error, WordsAreKeptByName) {
    const Error error(ErrorCode::out_of_memory, {Word::output, "2.00 MiB", "1.00 MiB"});
    EXPECT_STREQ(error.what(), "out_of_memory: output, 2.00 MiB, 1.00 MiB");
    EXPECT_EQ(error.arguments().front().word, Word::output);
    EXPECT_EQ(error.arguments().at(1).word, std::nullopt);
}

TEST(Error, AWordHasGapsOfItsOwn) {
    const Error error(ErrorCode::picture_damaged, {"photo.bmp", {Word::bmp_bits_unknown, {"7\n"}}});
    EXPECT_STREQ(error.what(), R"(picture_damaged: photo.bmp, bmp_bits_unknown(7\x0a))");
    EXPECT_EQ(error.arguments().at(1).word, Word::bmp_bits_unknown);
    EXPECT_EQ(error.arguments().at(1).details, (std::vector<std::string>{R"(7\x0a)"}));
}

TEST(Error, NothingThatATerminalObeysStandsInIt) {
    const Error error(ErrorCode::file_empty, {"bad\x1b]0;T\a\n.png"});
    EXPECT_STREQ(error.what(), R"(file_empty: bad\x1b]0;T\x07\x0a.png)");
    EXPECT_EQ(error.arguments().front(), R"(bad\x1b]0;T\x07\x0a.png)");
}

TEST(BytesText, IsWrittenForPeople) {
    EXPECT_EQ(bytes_text(0), "0 B");
    EXPECT_EQ(bytes_text(1023), "1023 B");
    EXPECT_EQ(bytes_text(1024), "1.00 KiB");
    EXPECT_EQ(bytes_text(2 << 20), "2.00 MiB");
    EXPECT_EQ(bytes_text(std::uint64_t{512} << 30U), "512.0 GiB");
    EXPECT_EQ(bytes_text((std::uint64_t{1} << 20U) - 1), "1.00 MiB");   // not 1024.0 KiB
    EXPECT_EQ(bytes_text((std::uint64_t{10} << 20U) - 1), "10.0 MiB");  // not 10.00 MiB
    EXPECT_EQ(bytes_text(~std::uint64_t{0}), "16.0 EiB");
}

}  // namespace
}  // namespace patchlens
