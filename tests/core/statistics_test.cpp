#include "core/analysis/statistics.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

using testing::ElementsAre;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

NumberView numbers(const std::vector<float>& values) {
    return ConstVectorView(values.data(), static_cast<Eigen::Index>(values.size()));
}

TEST(Statistics, StdIsThatOfThePopulation) {
    const std::vector<float> values{2, 4, 4, 4, 5, 5, 7, 9};
    EXPECT_EQ(summarise(numbers(values)), (Summary{5.0, 2.0, 2.0F, 9.0F, 8, 0}));
}

TEST(Statistics, NumbersThatAreNotFiniteAreCountedAndLeftOut) {
    const std::vector<float> values{1, nan, 3, infinity, -infinity};
    EXPECT_EQ(summarise(numbers(values)), (Summary{2.0, 1.0, 1.0F, 3.0F, 2, 3}));
}

TEST(Statistics, OfNothingFiniteAreNan) {
    const std::vector<float> values{nan, infinity};
    const Summary summary = summarise(numbers(values));
    EXPECT_TRUE(std::isnan(summary.mean) && std::isnan(summary.std) && std::isnan(summary.min) &&
                std::isnan(summary.max));
    EXPECT_EQ(summary.count, 0);
    EXPECT_EQ(summary.not_finite, 2);
}

TEST(Statistics, ALargeMeanDoesNotSwallowTheSpread) {
    const std::vector<float> values{16777214, 16777215, 16777216};
    EXPECT_NEAR(summarise(numbers(values)).std, std::sqrt(2.0 / 3.0), 1e-12);
}

TEST(Statistics, ConstantNumbersHaveNoSpread) {
    const std::vector<float> values(1000, 0.1F);
    EXPECT_EQ(summarise(numbers(values)).std, 0.0);
}

TEST(Statistics, OfDimensionsAndPatchesAgreeWithNumPy) {
    const Tensor tokens = decaying(20, 7, 0.2F);
    const auto golden = analysis_golden();
    const std::vector<Summary> dimensions = summarise_dimensions(view(tokens));
    ASSERT_EQ(dimensions.size(), 7U);
    for (std::size_t d = 0; d < 7; ++d) {
        EXPECT_NEAR(dimensions[d].mean, golden["mean"][d].get<double>(), 1e-12);
        EXPECT_NEAR(dimensions[d].std, golden["std"][d].get<double>(), 1e-12);
    }
    for (std::size_t t = 0; t < 20; ++t) {
        const Summary patch = summarise(view(tokens).row(static_cast<Eigen::Index>(t)).transpose());
        EXPECT_NEAR(patch.mean, golden["patch_mean"][t].get<double>(), 1e-12);
        EXPECT_NEAR(patch.std, golden["patch_std"][t].get<double>(), 1e-12);
    }
}

TEST(Statistics, OfDimensionsAreThoseOfEachColumnAlone) {
    Tensor tokens = decaying(33, 5, 0.2F);
    tokens[7] = nan;
    tokens[9] = infinity;
    for (int t = 0; t < 33; ++t)
        tokens[t * 5 + 3] = nan;
    const std::vector<Summary> dimensions = summarise_dimensions(view(tokens));
    for (const int d : {0, 1, 2, 4}) {
        EXPECT_EQ(dimensions[static_cast<std::size_t>(d)], summarise(view(tokens).col(d))) << d;
    }
    EXPECT_EQ(dimensions[2].not_finite, 1);
    EXPECT_EQ(dimensions[3].count, 0);
    EXPECT_TRUE(std::isnan(dimensions[3].mean));
}

TEST(Histogram, TheLastBinHoldsItsUpperEdge) {
    const std::vector<float> values{0, 0.25F, 0.5F, 0.75F, 1, -0.1F, 1.1F, nan, infinity};
    const Histogram bins = histogram(numbers(values), 4, 0, 1);
    EXPECT_THAT(bins.bins, ElementsAre(1, 1, 1, 2));
    EXPECT_EQ(bins.below, 1);
    EXPECT_EQ(bins.above, 1);
    EXPECT_EQ(bins.not_finite, 2);
    EXPECT_EQ(bins.edge(0), 0.0);
    EXPECT_EQ(bins.edge(1), 0.25);
    EXPECT_EQ(bins.edge(4), 1.0);
}

TEST(Histogram, AgreesWithNumPy) {
    const Tensor tokens = decaying(20, 7, 0.2F);
    const Histogram bins = histogram(ConstVectorView(tokens.data(), tokens.size()), 9, -0.3, 0.6);
    EXPECT_EQ(bins.bins, analysis_golden()["histogram"].get<std::vector<std::int64_t>>());
}

TEST(Histogram, EdgesDecideForEveryNumber) {
    // Every float that an edge rounds to, and its neighbours: where a division alone goes wrong.
    for (const int count : {3, 7, 10, 49, 1000}) {
        std::vector<float> values;
        const Histogram empty = histogram(numbers(values), count, -0.7, 1.3);
        for (int i = 1; i < count; ++i) {
            const auto edge = static_cast<float>(empty.edge(i));
            values.insert(values.end(), {std::nextafter(edge, -1.0F), edge, std::nextafter(edge, 2.0F)});
        }
        const Histogram bins = histogram(numbers(values), count, -0.7, 1.3);
        std::vector<std::int64_t> expected(static_cast<std::size_t>(count));
        for (const float x : values) {
            int bin = 0;
            while (bin + 1 < count && x >= empty.edge(bin + 1))
                ++bin;
            ++expected[static_cast<std::size_t>(bin)];
        }
        EXPECT_EQ(bins.bins, expected) << count;
    }
}

TEST(Histogram, OfConstantNumbersIsOneUnitWide) {
    const std::vector<float> values(5, 2.0F);
    const Histogram bins = histogram(numbers(values), 2, 2, 2);
    EXPECT_EQ(bins.low, 1.5);
    EXPECT_EQ(bins.high, 2.5);
    EXPECT_THAT(bins.bins, ElementsAre(0, 5));
    const std::vector<float> large(5, 3e38F);
    const Histogram wide = histogram(numbers(large), 3, 3e38F, 3e38F);
    EXPECT_EQ(std::accumulate(wide.bins.begin(), wide.bins.end(), std::int64_t{0}), 5);
}

TEST(Histogram, ImpossibleRangesAreRefused) {
    const std::vector<float> values{1};
    EXPECT_THROW(histogram(numbers(values), 0, 0, 1), Error);
    EXPECT_THROW(histogram(numbers(values), 65537, 0, 1), Error);
    EXPECT_THROW(histogram(numbers(values), 4, 1, 0), Error);
    EXPECT_THROW(histogram(numbers(values), 4, nan, 1), Error);
    EXPECT_THROW(histogram(numbers(values), 4, 0, infinity), Error);
}

TEST(Histogram, OfTheNarrowestRangeCountsItsEnds) {
    const std::vector<float> values{0.0F, std::numeric_limits<float>::denorm_min()};
    const Histogram bins = histogram(numbers(values), 2, 0.0, std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(bins.bins[0] + bins.bins[1], 1);
    EXPECT_EQ(bins.above, 1);
}

TEST(Statistics, TheMagnitudeOfAShareIsNumPysQuantile) {
    const Tensor numbers = decaying(101, 3);
    const auto goldens = analysis_golden();
    ASSERT_EQ(goldens["magnitude_of_share"].size(), 4U);
    for (const auto& golden : goldens["magnitude_of_share"]) {
        for (int column = 0; column < 3; ++column) {
            EXPECT_EQ(magnitude_of_share(view(numbers).col(column), golden[0]),
                      golden[1][static_cast<std::size_t>(column)].get<float>())
                << golden[0];
        }
    }
    const Tensor odd({4, 1}, {-3, std::nanf(""), 1, std::numeric_limits<float>::infinity()});
    EXPECT_EQ(magnitude_of_share(view(odd).col(0), 0.98), 3);
    EXPECT_EQ(magnitude_of_share(view(odd).col(0), 0.5), 1);
    EXPECT_EQ(magnitude_of_share(Vector(), 0.5), 0);
}

}  // namespace
}  // namespace patchlens
