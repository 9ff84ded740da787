#include "core/training/filter_order.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <Eigen/QR>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/analysis_golden.h"
#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

using testing::ElementsAre;

Tensor random_rows(std::int64_t rows, std::int64_t columns, unsigned seed) {
    Tensor tensor({rows, columns});
    std::mt19937 engine(seed);
    std::normal_distribution<float> numbers;
    for (float& value : tensor.values())
        value = numbers(engine);
    return tensor;
}

/// Mean square of what the first `kept` filters of `order` keep of the patches.
double kept_energy(const Tensor& weight, const Tensor& patches, const std::vector<std::int64_t>& order,
                   std::size_t kept) {
    Eigen::MatrixXd chosen(static_cast<Eigen::Index>(kept), weight.dimension(1));
    for (std::size_t i = 0; i < kept; ++i)
        chosen.row(static_cast<Eigen::Index>(i)) = view(weight).row(order[i]).cast<double>();
    const Eigen::HouseholderQR<Eigen::MatrixXd> factors(chosen.transpose());
    const Eigen::MatrixXd span =
        factors.householderQ() * Eigen::MatrixXd::Identity(weight.dimension(1), chosen.rows());
    return (view(patches).cast<double>() * span).squaredNorm() / static_cast<double>(patches.dimension(0));
}

TEST(FilterOrder, SinglePixelsComeByTheirEnergy) {
    const Tensor weight({4, 3}, {0, 0, 1, 5, 0, 0, 0, 2, 0, 0, 0, 0});
    const Tensor patches({2, 3}, {1, 3, -2, -1, 3, 2});
    EXPECT_THAT(best_first(view(weight), view(patches)), ElementsAre(2, 0, 1, 3));
}

TEST(FilterOrder, ASecondFilterOfTheSameDirectionComesAfterAllOthers) {
    const Tensor weight({4, 3}, {1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1});
    const Tensor patches({3, 3}, {3, 0, 0, 0, 2, 0, 0, 0, 1});
    EXPECT_THAT(best_first(view(weight), view(patches)), ElementsAre(0, 2, 3, 1));
}

void expect_every_choice_is_the_best_left(std::int64_t filters, std::int64_t numbers) {
    const Tensor weight = random_rows(filters, numbers, 1);
    Tensor patches = random_rows(40, numbers, 2);
    for (std::int64_t i = 0; i < patches.size(); ++i)
        patches[i] *= static_cast<float>(1 + i % numbers);
    const std::vector<std::int64_t> order = best_first(view(weight), view(patches));
    std::vector<std::int64_t> all(order.size());
    std::iota(all.begin(), all.end(), 0);
    EXPECT_THAT(order, testing::UnorderedElementsAreArray(all));
    ASSERT_EQ(order.size(), static_cast<std::size_t>(filters));
    for (std::size_t kept = 1; kept < static_cast<std::size_t>(std::min(filters, numbers)); ++kept) {
        const double energy = kept_energy(weight, patches, order, kept);
        for (std::size_t other = kept; other < order.size(); ++other) {
            std::vector<std::int64_t> changed = order;
            std::swap(changed[kept - 1], changed[other]);
            EXPECT_GE(energy * (1 + 1e-9), kept_energy(weight, patches, changed, kept))
                << kept << ' ' << other;
        }
    }
}

TEST(FilterOrder, EveryChoiceIsTheBestOneLeft) {
    expect_every_choice_is_the_best_left(14, 9);
}

TEST(FilterOrder, SoItIsWhereAPatchHasMoreNumbersThanThereAreFilters) {
    expect_every_choice_is_the_best_left(9, 20);
}

TEST(FilterOrder, LongFiltersThatDependOnOthersComeAfterThem) {
    // The third is the sum of the first two, the fifth is zero.
    const Tensor weight(
        {5, 6}, {3, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    const Tensor patches({3, 6}, {1, 0, 0, 5, 5, 5, 0, 9, 0, 5, 5, 5, 0, 0, 4, 5, 5, 5});
    EXPECT_THAT(best_first(view(weight), view(patches)), ElementsAre(1, 3, 0, 2, 4));
}

TEST(FilterOrder, WeightAndBiasMoveTogether) {
    const ConvParameters parameters{Tensor({3, 1, 1, 2}, {1, 2, 3, 4, 5, 6}), Tensor({3}, {7, 8, 9})};
    const ConvParameters moved = reordered(parameters, {2, 0, 1});
    EXPECT_EQ(moved.weight, Tensor({3, 1, 1, 2}, {5, 6, 1, 2, 3, 4}));
    EXPECT_EQ(moved.bias, Tensor({3}, {9, 7, 8}));
    EXPECT_TRUE(reordered({parameters.weight, Tensor()}, {0, 1, 2}).bias.empty());
}

TEST(FilterOrder, RefusesPatchesOfAnotherLength) {
    const Tensor weight({1, 3}, {1, 2, 3});
    const Tensor patches({1, 2}, {1, 2});
    expect_error(ErrorCode::shape_mismatch, "patches", [&] { best_first(view(weight), view(patches)); });
}

}  // namespace
}  // namespace patchlens
