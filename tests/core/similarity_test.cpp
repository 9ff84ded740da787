#include "core/analysis/similarity.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

using testing::ElementsAre;
using testing::FloatEq;
using testing::NanSensitiveFloatEq;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

TEST(Similarity, IsTheCosineOfTheAngle) {
    const Tensor tokens({4, 2}, {3, 0, 0, 5, -2, 0, 1, 1});
    EXPECT_THAT(cosine_similarity(view(tokens), 0), ElementsAre(1.0F, 0.0F, -1.0F, FloatEq(std::sqrt(0.5F))));
}

TEST(Similarity, AgreesWithPyTorch) {
    const Tensor tokens = decaying(20, 7, 0.2F);
    const std::vector<float> similarities = cosine_similarity(view(tokens), 3);
    const std::vector<double> golden = analysis_golden()["cosine_similarity"];
    ASSERT_EQ(similarities.size(), golden.size());
    for (std::size_t i = 0; i < golden.size(); ++i)
        EXPECT_NEAR(similarities[i], golden[i], 1e-7) << i;
}

TEST(Similarity, DoesNotDependOnTheLengthOfTheVectors) {
    Tensor tokens = decaying(20, 7, 0.2F);
    const std::vector<float> before = cosine_similarity(view(tokens), 3);
    for (float& value : tokens.values())
        value *= 0x1p40F;
    EXPECT_EQ(cosine_similarity(view(tokens), 3), before);
}

TEST(Similarity, AVectorOfLengthZeroIsLikeNothing) {
    const Tensor tokens({3, 2}, {0, 0, 1, 2, 0, 0});
    EXPECT_THAT(cosine_similarity(view(tokens), 1), ElementsAre(0.0F, FloatEq(1.0F), 0.0F));
    EXPECT_THAT(cosine_similarity(view(tokens), 0), ElementsAre(0.0F, 0.0F, 0.0F));
}

TEST(Similarity, ANanStaysInItsToken) {
    const Tensor tokens({3, 2}, {1, 0, nan, 1, 1, 0});
    EXPECT_THAT(cosine_similarity(view(tokens), 0), ElementsAre(1.0F, NanSensitiveFloatEq(nan), 1.0F));
    EXPECT_THAT(nearest(cosine_similarity(view(tokens), 0), 0, 3), ElementsAre(Neighbour{2, 1.0F}));
    EXPECT_TRUE(nearest(cosine_similarity(view(tokens), 1), 1, 3).empty());
}

TEST(Similarity, HugeNumbersDoNotOverflow) {
    const Tensor tokens({2, 2}, {3e38F, 3e38F, 3e38F, 0});
    EXPECT_THAT(cosine_similarity(view(tokens), 0), ElementsAre(FloatEq(1.0F), FloatEq(std::sqrt(0.5F))));
}

TEST(Similarity, NearestComeBestFirstAndEqualOnesInTokenOrder) {
    const std::vector<float> similarities{0.5F, 1.0F, 0.9F, 0.5F, -1.0F, 0.9F};
    EXPECT_THAT(nearest(similarities, 1, 3),
                ElementsAre(Neighbour{2, 0.9F}, Neighbour{5, 0.9F}, Neighbour{0, 0.5F}));
    EXPECT_EQ(nearest(similarities, 1, 100).size(), 5U);
    EXPECT_TRUE(nearest(similarities, 1, 0).empty());
}

TEST(Similarity, OneTokenHasNoNeighbour) {
    const Tensor tokens({1, 1}, {2});
    EXPECT_THAT(cosine_similarity(view(tokens), 0), ElementsAre(1.0F));
    EXPECT_TRUE(nearest(cosine_similarity(view(tokens), 0), 0, 5).empty());
}

TEST(Similarity, ATokenThatIsNotThereIsRefused) {
    const Tensor tokens({2, 1}, {1, 2});
    EXPECT_THROW(cosine_similarity(view(tokens), 2), Error);
    EXPECT_THROW(cosine_similarity(view(tokens), -1), Error);
    EXPECT_THROW(nearest({1.0F}, 0, -1), Error);
}

TEST(Similarity, IsTheSameToAVectorAsToTheTokenThatHoldsIt) {
    const Tensor tokens({3, 2}, {3, 4, -4, 3, 6, 8});
    EXPECT_EQ(cosine_similarity(view(tokens), std::vector<float>{3, 4}), cosine_similarity(view(tokens), 0));
    EXPECT_THAT(cosine_similarity(view(tokens), std::vector<float>{-3, -4}), ElementsAre(-1.0F, 0.0F, -1.0F));
    EXPECT_THROW(cosine_similarity(view(tokens), std::vector<float>{1, 2, 3}), Error);
}

TEST(EuclideanDistance, IsTheLengthOfTheDifference) {
    const float infinity = std::numeric_limits<float>::infinity();
    const Tensor tokens({5, 2}, {3, 4, 0, 0, 3, 3, nan, 1, infinity, 0});
    EXPECT_THAT(euclidean_distances(view(tokens), std::vector<float>{3, 4}),
                ElementsAre(0.0F, 5.0F, 1.0F, NanSensitiveFloatEq(nan), NanSensitiveFloatEq(nan)));
    EXPECT_THROW(euclidean_distances(view(tokens), std::vector<float>{1}), Error);
}

TEST(Norms, AreEuclideanLengths) {
    const Tensor tokens({3, 2}, {3, 4, 0, 0, nan, 1});
    EXPECT_THAT(norms(view(tokens)), ElementsAre(5.0F, 0.0F, NanSensitiveFloatEq(nan)));
}

TEST(Norms, AgreeWithNumPy) {
    const Tensor tokens = decaying(20, 7, 0.2F);
    const std::vector<double> golden = analysis_golden()["norms"];
    const std::vector<float> lengths = norms(view(tokens));
    for (std::size_t i = 0; i < golden.size(); ++i)
        EXPECT_FLOAT_EQ(lengths[i], static_cast<float>(golden[i]));
}

}  // namespace
}  // namespace patchlens
