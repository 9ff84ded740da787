#include "core/embedding_table.h"

#include <cmath>
#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/support/split_words.h"

namespace patchlens {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<float> row_times_matrix(const EmbeddingTable& table, int index) {
    const Eigen::RowVectorXf vector = product(one_hot(index, table.rows()), table.matrix());
    return {vector.begin(), vector.end()};
}

TEST(EmbeddingTable, HasTheNumbersOfTheExample) {
    EmbeddingTable table;
    EXPECT_THAT(
        table.tokens("Could have done better"),
        ElementsAre(
            WordToken{"Could", 122, {0.0190721F, -0.04473796F, 0.03923314F, 0.04681129F, -0.02183579F}},
            WordToken{"have", 8, {0.01421751F, -0.00090249F, 0.01750712F, -0.03774468F, 0.04996594F}},
            WordToken{"done", 114, {-0.04607415F, 0.04186441F, 0.02681447F, -0.00218643F, 0.03448829F}},
            WordToken{"better", 12, {-0.03162882F, 0.03427991F, 0.0324514F, 0.03953638F, 0.01771886F}}));
    EXPECT_EQ(table.rows(), 123);
}

TEST(EmbeddingTable, ShowsTheExampleWithEightDecimals) {
    char text[32];
    std::snprintf(text, sizeof text, "%.8f", static_cast<double>(EmbeddingTable().vector(122)[1]));
    EXPECT_STREQ(text, "-0.04473796");
}

TEST(EmbeddingTable, ANewWordGetsTheNextFreeIndex) {
    EmbeddingTable table;
    const std::vector<WordToken> tokens = table.tokens("A cat could have a nap, cat!");
    std::vector<int> indices;
    for (const WordToken& token : tokens)
        indices.push_back(token.index);
    EXPECT_THAT(indices, ElementsAre(123, 124, 122, 8, 123, 125, 124));
    EXPECT_EQ(tokens[0].word, "A");
    EXPECT_EQ(tokens[0].vector, tokens[4].vector);
    EXPECT_EQ(table.rows(), 126);
    EXPECT_EQ(table.tokens("Nap")[0].index, 125);
}

TEST(EmbeddingTable, AWordHasTheSameVectorInAnyOrder) {
    EmbeddingTable first;
    EmbeddingTable second;
    const std::vector<float> cat = first.tokens("cat dog")[0].vector;
    const WordToken late = second.tokens("dog bird CAT")[2];
    EXPECT_EQ(late.index, 125);
    EXPECT_EQ(late.vector, cat);
    EXPECT_NE(second.tokens("dog")[0].vector, cat);
}

TEST(EmbeddingTable, ALongerVectorBeginsAsTheShorterOne) {
    EmbeddingTable shorter(3);
    EmbeddingTable usual(5);
    EmbeddingTable longer(300);
    for (const char* word : {"better", "cat", "\u732b"}) {
        const std::vector<float> three = shorter.tokens(word)[0].vector;
        const std::vector<float> five = usual.tokens(word)[0].vector;
        const std::vector<float> many = longer.tokens(word)[0].vector;
        ASSERT_EQ(many.size(), 300U);
        EXPECT_TRUE(std::equal(three.begin(), three.end(), five.begin()));
        EXPECT_TRUE(std::equal(five.begin(), five.end(), many.begin()));
    }
}

TEST(EmbeddingTable, SeededNumbersFillTheScaleOfTheExample) {
    EmbeddingTable table(4096);
    const std::vector<float> numbers = table.tokens("cat")[0].vector;
    double sum = 0.0;
    double squares = 0.0;
    for (const float x : numbers) {
        ASSERT_LE(std::abs(x), 0.05F);
        sum += x;
        squares += static_cast<double>(x) * x;
    }
    EXPECT_NEAR(sum / 4096, 0.0, 4 * 0.05 / std::sqrt(3 * 4096.0));
    EXPECT_NEAR(std::sqrt(squares / 4096), 0.05 / std::sqrt(3.0), 0.001);
}

TEST(EmbeddingTable, OneHotTimesTheMatrixIsTheLookUpBitForBit) {
    EmbeddingTable table(9);
    table.tokens("Could have done better, said the cat");
    for (int index = 0; index < table.rows(); ++index) {
        ASSERT_EQ(row_times_matrix(table, index), table.vector(index)) << index;
    }
}

TEST(EmbeddingTable, RefusesWhatIsNotThere) {
    EmbeddingTable table;
    EXPECT_THROW(EmbeddingTable(0), Error);
    EXPECT_THROW(EmbeddingTable(4097), Error);
    EXPECT_THROW(table.vector(123), Error);
    EXPECT_THROW(table.vector(-1), Error);
    EXPECT_THROW(one_hot(3, 3), Error);
    EXPECT_THROW(product(one_hot(0, 3), table.matrix()), Error);
}

TEST(OneHot, IsZerosWithASingleOne) {
    EXPECT_EQ(one_hot(1, 4), Eigen::RowVector4f(0, 1, 0, 0));
}

TEST(SplitWords, DropsSpacesAndPunctuation) {
    EXPECT_THAT(split_words("  Could -- have\tdone\n\"better\"?! (2nd try)"),
                ElementsAre("Could", "have", "done", "better", "2nd", "try"));
    EXPECT_THAT(split_words("\u00abOui\u00bb \u2014 dit\u2026 l\u00e0"),
                ElementsAre("Oui", "dit", "l\u00e0"));
    EXPECT_THAT(split_words(""), IsEmpty());
    EXPECT_THAT(split_words(" .,;' "), IsEmpty());
}

TEST(SplitWords, KeepsAnApostropheInsideAWord) {
    EXPECT_THAT(split_words("don't 'quote' it\u2019s dogs'"),
                ElementsAre("don't", "quote", "it\u2019s", "dogs"));
}

TEST(SplitWords, TakesEachChineseCharacterAsAWord) {
    EXPECT_THAT(split_words("\u672c\u53ef\u4ee5\u66f4\u597d\uff0cok\u5427\u3002"),
                ElementsAre("\u672c", "\u53ef", "\u4ee5", "\u66f4", "\u597d", "ok", "\u5427"));
}

TEST(SplitWords, BytesThatAreNotUtf8Separate) {
    EXPECT_THAT(split_words("ab\xff"
                            "cd\xe4\xbd"),
                ElementsAre("ab", "cd"));
    EXPECT_THAT(split_words("a\xc0\xaf"
                            "b\xed\xa0\x80"
                            "c"),
                ElementsAre("a", "b", "c"));
}

TEST(LookupForm, IgnoresCase) {
    EXPECT_EQ(lookup_form("CoULD"), "could");
    EXPECT_EQ(lookup_form("\u00c9T\u00c9 \u039b\u0416\u0401 \u4f60"),
              "\u00e9t\u00e9 \u03bb\u0436\u0451 \u4f60");
    EXPECT_EQ(lookup_form("\u00d7\u00f7"), "\u00d7\u00f7");
}

}  // namespace
}  // namespace patchlens
