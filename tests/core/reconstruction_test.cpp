#include "core/analysis/reconstruction.h"

#include <cmath>
#include <limits>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/unfold.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

Tensor uniform(Shape shape, float low, float high, unsigned seed) {
    Tensor tensor(std::move(shape));
    std::mt19937 engine(seed);
    std::uniform_real_distribution<float> numbers(low, high);
    for (float& value : tensor.values())
        value = numbers(engine);
    return tensor;
}

/// As Conv2d begins: uniform within 1/sqrt(fan_in).
ConvParameters like_conv2d(int dimensions, int channels, Size patch, unsigned seed) {
    const float bound = 1.0F / std::sqrt(static_cast<float>(channels * patch.area()));
    return {uniform({dimensions, channels, patch.height, patch.width}, -bound, bound, seed),
            uniform({dimensions}, -bound, bound, seed + 1)};
}

Tensor embed(const Tensor& patches, const ConvParameters& parameters) {
    const Tensor& weight = parameters.weight;
    Tensor tokens({patches.dimension(0), weight.dimension(0)});
    tokens.matrix(patches.dimension(0)) = view(patches) * view(weight).transpose();
    if (!parameters.bias.empty()) {
        tokens.matrix(patches.dimension(0)).rowwise() += parameters.bias.matrix(1).row(0);
    }
    return tokens;
}

double largest_difference(const Tensor& a, const Tensor& b) {
    return (view(a) - view(b)).cwiseAbs().maxCoeff();
}

TEST(PseudoInverse, AgreesWithNumPy) {
    const auto goldens = analysis_golden();
    for (const auto& golden : goldens["pseudo_inverse"]) {
        const std::vector<std::vector<float>> rows = golden["weight"];
        const auto dimensions = static_cast<std::int64_t>(rows.size());
        const auto inputs = static_cast<std::int64_t>(rows[0].size());
        ConvParameters parameters{Tensor({dimensions, 1, 1, inputs}), Tensor()};
        for (std::int64_t i = 0; i < parameters.weight.size(); ++i) {
            parameters.weight[i] =
                rows[static_cast<std::size_t>(i / inputs)][static_cast<std::size_t>(i % inputs)];
        }
        const PseudoInverse inverse(parameters);
        SCOPED_TRACE(to_string(parameters.weight.shape()));
        EXPECT_EQ(inverse.rank(), golden["rank"].get<int>());
        const std::vector<double> singular_values = golden["singular_values"];
        ASSERT_EQ(inverse.singular_values().size(), singular_values.size());
        for (std::size_t i = 0; i < singular_values.size(); ++i) {
            EXPECT_NEAR(inverse.singular_values()[i], singular_values[i], 1e-7);
        }
        // The patch of a unit vector is a column of the pseudo-inverse.
        Tensor unit = Tensor::zeros({dimensions, dimensions});
        unit.matrix(dimensions).setIdentity();
        const Tensor columns = inverse.patches(view(unit));
        for (std::int64_t d = 0; d < dimensions; ++d) {
            for (std::int64_t i = 0; i < inputs; ++i) {
                const double expected =
                    golden["pinv"][static_cast<std::size_t>(i)][static_cast<std::size_t>(d)];
                EXPECT_NEAR(columns[d * inputs + i], expected, 1e-5);
            }
        }
    }
}

TEST(PseudoInverse, GivesThePictureBackAtTheDefaults) {
    const ConvParameters parameters = like_conv2d(512, 3, {8, 8}, 1);
    const Tensor picture = uniform({3, 64, 67}, 0.0F, 1.0F, 2);
    const Tensor patches = unfold(picture, {8, 8});
    const PseudoInverse inverse(parameters);
    EXPECT_EQ(inverse.rank(), 192);
    const Tensor tokens = embed(patches, parameters);
    const Tensor back = fold(inverse.patches(view(tokens)), PatchGrid({64, 67}, {8, 8}));
    for (std::int64_t i = 0; i < picture.size(); ++i) {
        const bool dropped = i % 67 >= 64;
        ASSERT_NEAR(back[i], dropped ? 0.0F : picture[i], 1e-4);
    }
}

TEST(PseudoInverse, OfFewerDimensionsThanInputsGivesThePatchOfLeastLength) {
    const ConvParameters parameters = like_conv2d(10, 3, {3, 4}, 3);
    const PseudoInverse inverse(parameters);
    EXPECT_EQ(inverse.rank(), 10);
    const Tensor patches = uniform({20, 36}, 0.0F, 1.0F, 4);
    const Tensor tokens = embed(patches, parameters);
    const Tensor back = inverse.patches(view(tokens));
    EXPECT_LT(largest_difference(embed(back, parameters), tokens), 1e-5);
    for (int t = 0; t < 20; ++t)
        EXPECT_LT(view(back).row(t).norm(), view(patches).row(t).norm());
}

TEST(PseudoInverse, TheErrorFallsWithEveryDirectionKept) {
    const ConvParameters parameters = like_conv2d(30, 3, {2, 2}, 5);
    const PseudoInverse inverse(parameters);
    const Tensor patches = uniform({50, 12}, 0.0F, 1.0F, 6);
    const Tensor tokens = embed(patches, parameters);
    double before = std::numeric_limits<double>::infinity();
    for (int kept = 0; kept <= 12; ++kept) {
        const Tensor back = inverse.patches(view(tokens), kept);
        const double error = (view(back) - view(patches)).squaredNorm();
        EXPECT_LT(error, before) << kept;
        before = error;
        if (kept == 0) {
            EXPECT_TRUE(view(back).isZero(0.0F));
        }
    }
    EXPECT_LT(before, 1e-6);
}

TEST(PseudoInverse, OfEqualSingularValuesKeepsTheDirectionsOfTheFirstFilters) {
    Tensor turned = Tensor::zeros({4, 1, 2, 2});
    for (const auto& [filter, pixel] : {std::pair{0, 2}, {1, 0}, {2, 3}, {3, 1}})
        turned[filter * 4 + pixel] = 2.0F;
    Tensor twice = Tensor::zeros({8, 1, 2, 2});
    for (std::int64_t i = 0; i < 32; ++i)
        twice[i] = turned[i % 16];
    const Tensor patches({2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
    for (const Tensor& weight : {turned, twice}) {
        const ConvParameters parameters{weight, Tensor()};
        const Tensor tokens = embed(patches, parameters);
        const Tensor back = PseudoInverse(parameters).patches(view(tokens), 2);
        EXPECT_LT(largest_difference(back, Tensor({2, 4}, {1, 0, 3, 0, 5, 0, 7, 0})), 1e-5);
    }
}

TEST(PseudoInverse, OfZeroWeightsIsZero) {
    const ConvParameters parameters{Tensor::zeros({3, 1, 2, 2}), Tensor({3}, {1, 2, 3})};
    const PseudoInverse inverse(parameters);
    EXPECT_EQ(inverse.rank(), 0);
    EXPECT_THAT(inverse.singular_values(), testing::ElementsAre(0.0, 0.0, 0.0));
    const Tensor tokens({1, 3}, {4, 5, 6});
    EXPECT_TRUE(view(inverse.patches(view(tokens))).isZero(0.0F));
}

TEST(PseudoInverse, ANanTokenGivesOnlyItsOwnPatchNan) {
    const ConvParameters parameters = like_conv2d(8, 1, {2, 2}, 7);
    Tensor tokens = uniform({3, 8}, 0.0F, 1.0F, 8);
    tokens[8 + 2] = nan;
    const Tensor back = PseudoInverse(parameters).patches(view(tokens));
    EXPECT_TRUE(view(back).row(1).array().isNaN().all());
    EXPECT_TRUE(view(back).row(0).allFinite() && view(back).row(2).allFinite());
}

TEST(PseudoInverse, WhatCannotBeIsRefused) {
    const ConvParameters parameters = like_conv2d(8, 1, {2, 2}, 9);
    const PseudoInverse inverse(parameters);
    const Tensor tokens = uniform({3, 8}, 0.0F, 1.0F, 10);
    EXPECT_THROW(inverse.patches(view(tokens), -1), Error);
    EXPECT_THROW(inverse.patches(view(tokens), 5), Error);
    EXPECT_THROW(inverse.patches(view(tokens).leftCols(7)), Error);
    ConvParameters damaged = parameters;
    damaged.weight[3] = nan;
    EXPECT_THROW(PseudoInverse{damaged}, Error);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(inverse.patches(view(tokens), source.get_token()), Error);
}

TEST(PatchesFromDimensions, AreThoseOfAModuleWithOnlyTheseDimensions) {
    const ConvParameters parameters = like_conv2d(20, 3, {2, 2}, 11);
    const Tensor patches = uniform({15, 12}, 0.0F, 1.0F, 12);
    const Tensor tokens = embed(patches, parameters);
    EXPECT_TRUE(view(patches_from_dimensions(parameters, view(tokens), 0)).isZero(0.0F));
    for (const int kept : {1, 5, 12, 20}) {
        const ConvParameters fewer{
            Tensor({kept, 3, 2, 2}, parameters.weight.values().first(static_cast<std::size_t>(kept) * 12)),
            Tensor({kept}, parameters.bias.values().first(static_cast<std::size_t>(kept)))};
        const Tensor expected = PseudoInverse(fewer).patches(view(embed(patches, fewer)));
        const Tensor found = patches_from_dimensions(parameters, view(tokens), kept);
        EXPECT_LT(largest_difference(found, expected), 2e-4) << kept;
    }
    EXPECT_LT(largest_difference(patches_from_dimensions(parameters, view(tokens), 20), patches), 1e-4);
    EXPECT_THROW(patches_from_dimensions(parameters, view(tokens), 21), Error);
}

TEST(PatchesFromComponents, BeginAtTheMeanPatchAndEndAtThePatches) {
    const ConvParameters parameters = like_conv2d(40, 3, {2, 2}, 13);
    const Tensor patches = uniform({60, 12}, 0.0F, 1.0F, 14);
    const Tensor tokens = embed(patches, parameters);
    const PseudoInverse inverse(parameters);
    const PrincipalComponents components = embedding_components(view(patches), parameters, 12);
    const Tensor mean = patches_from_components(inverse, components, 0);
    for (int t = 0; t < 60; ++t) {
        EXPECT_LT((view(mean).row(t) - view(patches).colwise().mean()).cwiseAbs().maxCoeff(), 1e-5);
    }
    EXPECT_LT(largest_difference(patches_from_components(inverse, components, 12), patches), 1e-4);
    EXPECT_THROW(patches_from_components(inverse, components, 13), Error);
}

TEST(PatchesFromComponents, MarkPatchesLeftOut) {
    const ConvParameters parameters = like_conv2d(6, 1, {2, 2}, 15);
    Tensor patches = uniform({9, 4}, 0.0F, 1.0F, 16);
    patches[4 * 3] = nan;
    const PrincipalComponents components = embedding_components(view(patches), parameters, 2);
    const Tensor back = patches_from_components(PseudoInverse(parameters), components, 2);
    EXPECT_TRUE(view(back).row(3).array().isNaN().all());
    EXPECT_TRUE(view(back).row(2).allFinite());
}

TEST(PseudoInverse, KeepsTheLongestDirectionsFirstWhereItIsAsked) {
    // Filter 0 amplifies the first number of a patch most, but the patches have most along the third.
    ConvParameters weights;
    weights.weight = Tensor({3, 1, 1, 3}, {9, 0, 0, 0, 3, 0, 0, 0, 1});
    const Tensor patches({2, 3}, {0.1F, 2, -5, 0.2F, 1, 4});
    const Matrix vectors = view(patches) * view(weights.weight).transpose();
    const PseudoInverse natural(weights);
    Coordinates coordinates(2, 3);
    natural.coordinates_into(coordinates, 0, vectors);
    const std::vector<int> order = longest_first(coordinates);
    EXPECT_EQ(order, (std::vector<int>{2, 1, 0}));
    const PseudoInverse longest = natural.reordered(order);
    EXPECT_EQ(longest.singular_values(), natural.singular_values());
    const Tensor first = longest.patches(vectors, 1);
    const Tensor amplified = natural.patches(vectors, 1);
    for (int patch = 0; patch < 2; ++patch) {
        EXPECT_NEAR(first[patch * 3 + 2], patches[patch * 3 + 2], 1e-5F);
        EXPECT_NEAR(first[patch * 3], 0, 1e-6F);
        EXPECT_NEAR(amplified[patch * 3], patches[patch * 3], 1e-6F);
        EXPECT_NEAR(amplified[patch * 3 + 2], 0, 1e-6F);
    }
    const Tensor all = longest.patches(vectors);
    EXPECT_LT((view(all) - view(patches)).cwiseAbs().maxCoeff(), 1e-5F);
}

}  // namespace
}  // namespace patchlens
