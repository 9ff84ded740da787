#include "core/analysis/filter_character.h"

#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/init.h"

namespace patchlens {
namespace {

/// One filter of 8x8 in a colour: the pattern's number for each pixel.
FilterCharacter of_pattern(const std::array<float, 3>& colour,
                           const std::function<double(int, int)>& pattern) {
    Tensor weight({1, 3, 8, 8});
    for (int i = 0; i < 192; ++i)
        weight[i] =
            colour.at(static_cast<std::size_t>(i / 64)) * static_cast<float>(pattern(i / 8 % 8, i % 8));
    return filter_characters(weight).front();
}

constexpr std::array grey{1.0F, 1.0F, 1.0F};
constexpr std::array red_blue{1.0F, 0.0F, -1.0F};

double stripes(int /*y*/, int x) {
    return x / 2 % 2 == 0 ? 1.0 : -1.0;
}
double spot(int y, int x) {
    return std::exp(-0.1 * ((y - 3.5) * (y - 3.5) + (x - 3.5) * (x - 3.5)));
}
double chessboard(int y, int x) {
    return (x + y) % 2 == 0 ? 1.0 : -1.0;
}

TEST(FilterCharacter, StripesAreOrientedInAnyColour) {
    for (const auto& colour : {grey, red_blue}) {
        const FilterCharacter found = of_pattern(colour, stripes);
        EXPECT_NEAR(found.one_colour, 1.0, 1e-6);
        EXPECT_GT(found.orientation, 0.8);
        EXPECT_TRUE(found.oriented());
    }
    EXPECT_NEAR(of_pattern(grey, stripes).chroma, 0.0, 1e-6);
    EXPECT_NEAR(of_pattern(red_blue, stripes).chroma, 1.0, 1e-6);
    // Turned by 90 degrees the share is the same.
    EXPECT_NEAR(of_pattern(grey, stripes).orientation,
                of_pattern(grey, [](int y, int x) { return stripes(x, y); }).orientation, 1e-9);
}

TEST(FilterCharacter, ASpotIsColouredOnlyWhereItHasAColour) {
    EXPECT_TRUE(of_pattern(red_blue, spot).coloured());
    EXPECT_FALSE(of_pattern(red_blue, spot).oriented());
    EXPECT_GT(of_pattern(red_blue, spot).coarse, 0.9);
    EXPECT_FALSE(of_pattern(grey, spot).coloured());
}

TEST(FilterCharacter, AChessboardIsNeither) {
    const FilterCharacter found = of_pattern(red_blue, chessboard);
    EXPECT_FALSE(found.oriented());
    EXPECT_FALSE(found.coloured());
    EXPECT_LT(found.coarse, 0.05);
}

TEST(FilterCharacter, RandomFiltersAreNeither) {
    for (const int channels : {1, 3}) {
        const Tensor weight = initialise(Init::torch, {512, channels, {8, 8}, false}, 0).weight;
        EXPECT_EQ(share_with_character(filter_characters(weight)), 0.0) << channels;
    }
}

TEST(FilterCharacter, EdgesMadeByHandAreOriented) {
    const auto edges = filter_characters(initialise(Init::edges, {32, 3, {8, 8}, false}, 0).weight);
    // Two waves a patch: in all eight directions. One wave on the diagonal is too coarse to be told from a
    // spot.
    for (std::size_t d = 16; d < 32; ++d)
        EXPECT_TRUE(edges[d].oriented()) << d;
    EXPECT_TRUE(edges[0].oriented());
    EXPECT_TRUE(edges[4].oriented());
    EXPECT_NEAR(edges[0].orientation, 0.614, 0.001);
    EXPECT_NEAR(edges[2].orientation, 0.596, 0.001);
}

TEST(FilterCharacter, OfZerosAndOfAnotherRank) {
    const auto zeros = filter_characters(Tensor::zeros({2, 3, 4, 6}));
    EXPECT_EQ(zeros.size(), 2U);
    EXPECT_EQ(zeros.front().one_colour, 0.0);
    EXPECT_EQ(share_with_character(zeros), 0.0);
    EXPECT_EQ(share_with_character({}), 0.0);
    EXPECT_THROW(filter_characters(Tensor::zeros({2, 3, 4})), Error);
}

}  // namespace
}  // namespace patchlens
