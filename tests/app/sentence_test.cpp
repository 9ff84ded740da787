#include "app/model/state/sentence.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace patchlens::model {
namespace {

TEST(Fill, PutsArgumentsIntoTheirGaps) {
    const std::vector<std::string> arguments{"one", "two"};
    EXPECT_EQ(fill("{0}, {1}, {0}", arguments), "one, two, one");
    EXPECT_EQ(fill("{1}{0}", arguments), "twoone");
    EXPECT_EQ(fill("no gap", arguments), "no gap");
    EXPECT_EQ(fill("", arguments), "");
}

TEST(Fill, ChoosesTheWordForOneOrMany) {
    const auto patches = [](const std::string& count) {
        return fill("{0} {0?patch|patches}", std::vector<std::string>{count});
    };
    EXPECT_EQ(patches("1"), "1 patch");
    EXPECT_EQ(patches("1 × 1"), "1 × 1 patch");
    EXPECT_EQ(patches("1 × 2"), "1 × 2 patches");
    EXPECT_EQ(patches("11"), "11 patches");
}

TEST(Fill, AGapWithoutArgumentStays) {
    const std::vector<std::string> arguments{"one"};
    EXPECT_EQ(fill("{0} {1} {x} {} { {", arguments), "one {1} {x} {} { {");
}

TEST(Fill, AnArgumentIsNotFilledAgain) {
    EXPECT_EQ(fill("{0} {1}", std::vector<std::string>{"{1}", "two"}), "{1} two");
}

TEST(Fill, OneOfTwoWordsGoesWithTheCount) {
    const std::string_view sentence = "{0} {0?patch uses|patches share} {1} {1?weight|weights}";
    EXPECT_EQ(fill(sentence, std::vector<std::string>{"1", "192"}), "1 patch uses 192 weights");
    EXPECT_EQ(fill(sentence, std::vector<std::string>{"1,024", "1"}), "1,024 patches share 1 weight");
    EXPECT_EQ(fill(sentence, std::vector<std::string>{"0", "11"}), "0 patches share 11 weights");
    EXPECT_EQ(fill("{0?only one}, {7?a|b}, {0?a|b", std::vector<std::string>{"1"}),
              "{0?only one}, {7?a|b}, {0?a|b");
}

}  // namespace
}  // namespace patchlens::model
