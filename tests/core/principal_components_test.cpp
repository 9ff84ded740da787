#include "core/analysis/principal_components.h"

#include <cmath>
#include <limits>
#include <random>

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/leading_eigenpairs.h"
#include "core/error.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

using testing::Each;
using testing::ElementsAre;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

Tensor random_tensor(Shape shape, unsigned seed) {
    Tensor tensor(std::move(shape));
    std::mt19937 engine(seed);
    std::uniform_real_distribution<float> uniform(-1.0F, 1.0F);
    for (float& value : tensor.values())
        value = uniform(engine);
    return tensor;
}

ConvParameters random_parameters(int dimensions, int channels, Size patch, unsigned seed) {
    return {random_tensor({dimensions, channels, patch.height, patch.width}, seed),
            random_tensor({dimensions}, seed + 1)};
}

Tensor embed(const Tensor& patches, const ConvParameters& parameters) {
    const std::int64_t dimensions = parameters.weight.dimension(0);
    Tensor tokens({patches.dimension(0), dimensions});
    tokens.matrix(patches.dimension(0)) =
        (view(patches) * view(parameters.weight).transpose()).rowwise() + parameters.bias.matrix(1).row(0);
    return tokens;
}

/// Variances by definition: eigenvalues of the covariance, in double, largest first.
Eigen::VectorXd all_variances(const Tensor& vectors) {
    const Eigen::MatrixXd rows = view(vectors).cast<double>();
    const Eigen::MatrixXd centred = rows.rowwise() - rows.colwise().mean();
    const Eigen::MatrixXd covariance = centred.transpose() * centred / static_cast<double>(rows.rows());
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(covariance).eigenvalues().reverse();
}

void expect_lawful(const PrincipalComponents& found) {
    double whole = 0.0;
    for (std::size_t i = 0; i < found.shares.size(); ++i) {
        const auto row = found.components.row(static_cast<Eigen::Index>(i));
        whole += found.shares[i];
        EXPECT_GE(found.shares[i], 0.0);
        if (i > 0) {
            EXPECT_LE(found.shares[i], found.shares[i - 1] * (1 + 1e-9));
        }
        if (found.variances[i] == 0.0) {
            EXPECT_TRUE(row.isZero(0.0F));
            continue;
        }
        Eigen::Index largest = 0;
        row.cwiseAbs().maxCoeff(&largest);
        EXPECT_GT(row[largest], 0.0F);
        EXPECT_NEAR(row.norm(), 1.0, 1e-5);
        for (Eigen::Index other = 0; other < static_cast<Eigen::Index>(i); ++other) {
            EXPECT_NEAR(row.dot(found.components.row(other)), 0.0, 1e-5);
        }
    }
    EXPECT_LE(whole, 1.0 + 1e-9);
}

TEST(PrincipalComponents, AgreeWithNumPy) {
    const auto goldens = analysis_golden();
    for (const auto& golden : goldens["principal_components"]) {
        const Tensor vectors = decaying(golden["rows"], golden["columns"]);
        const int count = golden["count"];
        const PrincipalComponents found = principal_components(view(vectors), count);
        SCOPED_TRACE(to_string(vectors.shape()));
        expect_lawful(found);
        EXPECT_NEAR(found.total_variance, golden["total_variance"].get<double>(), 1e-10);
        for (int i = 0; i < count; ++i) {
            const auto& component = golden["components"][static_cast<std::size_t>(i)];
            const auto place = static_cast<std::size_t>(i);
            EXPECT_NEAR(found.variances[place], golden["variances"][place].get<double>(), 1e-10);
            for (std::size_t j = 0; j < component.size(); ++j) {
                EXPECT_NEAR(found.components(i, static_cast<Eigen::Index>(j)), component[j].get<double>(),
                            1e-6);
            }
            for (std::size_t t = 0; t < golden["scores"].size(); ++t) {
                EXPECT_NEAR(found.scores(static_cast<Eigen::Index>(t), i),
                            golden["scores"][t][place].get<double>(), 1e-6);
            }
        }
    }
}

TEST(PrincipalComponents, OfPointsOnALineAreThatLine) {
    const Tensor points({4, 2}, {1, 1, 2, 3, 3, 5, 4, 7});
    const PrincipalComponents found = principal_components(view(points), 2);
    EXPECT_NEAR(found.components(0, 0), 1 / std::sqrt(5.0), 1e-6);
    EXPECT_NEAR(found.components(0, 1), 2 / std::sqrt(5.0), 1e-6);
    EXPECT_NEAR(found.variances[0], 1.25 * 5, 1e-12);
    EXPECT_NEAR(found.shares[0], 1.0, 1e-12);
    EXPECT_EQ(found.shares[1], 0.0);
    EXPECT_TRUE(found.components.row(1).isZero(0.0F));
    EXPECT_NEAR(found.scores(0, 0), -1.5 * std::sqrt(5.0), 1e-6);
}

TEST(PrincipalComponents, HoldInEveryShape) {
    unsigned seed = 0;
    for (const std::int64_t rows : {1, 2, 3, 17, 130, 300}) {
        for (const std::int64_t columns : {1, 2, 5, 64, 129, 290}) {
            const Tensor vectors = random_tensor({rows, columns}, seed++);
            const int count = static_cast<int>(std::min<std::int64_t>(columns, 3));
            SCOPED_TRACE(to_string(vectors.shape()));
            const PrincipalComponents found = principal_components(view(vectors), count);
            expect_lawful(found);
            const Eigen::VectorXd expected = all_variances(vectors);
            for (int i = 0; i < count; ++i) {
                EXPECT_NEAR(found.variances[static_cast<std::size_t>(i)], expected[i],
                            1e-9 * expected.sum() + 1e-15);
            }
            EXPECT_NEAR(found.total_variance, expected.sum(), 1e-9 * expected.sum() + 1e-15);
        }
    }
}

TEST(PrincipalComponents, AllOfThemExplainEverything) {
    const Tensor vectors = random_tensor({40, 12}, 3);
    const PrincipalComponents found = principal_components(view(vectors), 12);
    double whole = 0.0;
    for (const double share : found.shares)
        whole += share;
    EXPECT_NEAR(whole, 1.0, 1e-12);
    const Matrix back = (found.scores * found.components).rowwise() + found.mean.transpose();
    EXPECT_LT((back - view(vectors)).cwiseAbs().maxCoeff(), 1e-5);
}

TEST(PrincipalComponents, OfAConstantPictureAreZero) {
    Tensor same({50, 7});
    for (std::int64_t i = 0; i < same.size(); ++i)
        same[i] = 0.1F * static_cast<float>(i % 7);
    const PrincipalComponents found = principal_components(view(same), 3);
    EXPECT_EQ(found.total_variance, 0.0);
    EXPECT_THAT(found.shares, Each(0.0));
    EXPECT_TRUE(found.components.isZero(0.0F));
    EXPECT_TRUE(found.scores.isZero(0.0F));
    EXPECT_THAT(component_picture(found, {5, 10}).pixels, testing::Contains(128).Times(150));
}

TEST(PrincipalComponents, EqualVariancesAreAllFound) {
    // One large direction, three equal ones, the rest small: along +-axis points the covariance is diagonal.
    constexpr std::int64_t columns = 100;
    Tensor vectors = Tensor::zeros({2 * columns, columns});
    for (std::int64_t j = 0; j < columns; ++j) {
        const float reach = j == 40 ? 3.0F : j >= 50 && j < 53 ? 2.0F : 0.5F;
        vectors[2 * j * columns + j] = reach;
        vectors[(2 * j + 1) * columns + j] = -reach;
    }
    const PrincipalComponents found = principal_components(view(vectors), 4);
    expect_lawful(found);
    EXPECT_NEAR(found.components(0, 40), 1.0, 1e-6);
    for (std::size_t i = 1; i < 4; ++i)
        EXPECT_NEAR(found.variances[i], 2.0 * 4.0 / 200.0, 1e-12);
    EXPECT_NEAR(found.components.rightCols(50).leftCols(3).squaredNorm(), 3.0, 1e-5);
}

TEST(PrincipalComponents, ATokenWithNanIsLeftOutAndMarked) {
    Tensor vectors = random_tensor({30, 4}, 7);
    Tensor without({29, 4}, std::span<const float>(vectors.values()).last(29 * 4));
    vectors[2] = nan;
    const PrincipalComponents found = principal_components(view(vectors), 3);
    const PrincipalComponents expected = principal_components(view(without), 3);
    EXPECT_THAT(found.left_out, ElementsAre(0));
    EXPECT_TRUE(found.scores.row(0).array().isNaN().all());
    EXPECT_LT((found.components - expected.components).cwiseAbs().maxCoeff(), 1e-6);
    EXPECT_LT((found.scores.bottomRows(29) - expected.scores).cwiseAbs().maxCoeff(), 1e-6);
    EXPECT_NEAR(found.total_variance, expected.total_variance, 1e-12);
    const Image picture = component_picture(found, {5, 6});
    EXPECT_EQ(picture.at(0, 0, 3), 0);
    EXPECT_EQ(picture.at(0, 1, 3), 255);
}

TEST(PrincipalComponents, OfNothingButNanAreZero) {
    const Tensor vectors({2, 2}, {nan, 0, 1, nan});
    const PrincipalComponents found = principal_components(view(vectors), 2);
    EXPECT_THAT(found.left_out, ElementsAre(0, 1));
    EXPECT_THAT(found.shares, Each(0.0));
    EXPECT_TRUE(found.components.isZero(0.0F));
    EXPECT_THAT(component_picture(found, {1, 2}).pixels, Each(0));
}

TEST(PrincipalComponents, AreTheSameBitsEachTime) {
    const Tensor vectors = random_tensor({300, 120}, 5);
    EXPECT_EQ(principal_components(view(vectors)).components, principal_components(view(vectors)).components);
}

TEST(PrincipalComponents, ImpossibleCountsAreRefusedAndStopIsHeard) {
    const Tensor vectors = random_tensor({4, 3}, 1);
    EXPECT_THROW(principal_components(view(vectors), 0), Error);
    EXPECT_THROW(principal_components(view(vectors), 4), Error);
    std::stop_source source;
    source.request_stop();
    try {
        principal_components(view(vectors), 2, source.get_token());
        FAIL() << "was not cancelled";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::cancelled);
    }
}

TEST(EmbeddingComponents, AreThoseOfTheEmbeddings) {
    struct Case {
        int tokens, dimensions, channels;
        Size patch;
        int count;
    };
    // Iterated and direct, embed_dim above and below fan_in, fewer tokens than inputs, a single input.
    for (const Case& c : {Case{200, 130, 3, {5, 5}, 3}, Case{200, 20, 3, {2, 3}, 3},
                          Case{90, 9, 3, {2, 3}, 9}, Case{40, 50, 3, {2, 2}, 14}, Case{6, 30, 3, {3, 3}, 3},
                          Case{9, 4, 1, {1, 1}, 3}, Case{1, 5, 1, {2, 2}, 3}}) {
        const ConvParameters parameters = random_parameters(c.dimensions, c.channels, c.patch, 11);
        const Tensor patches = random_tensor({c.tokens, c.channels * c.patch.area()}, 12);
        const Tensor tokens = embed(patches, parameters);
        SCOPED_TRACE(to_string(parameters.weight.shape()));
        const PrincipalComponents found = embedding_components(view(patches), parameters, c.count);
        const PrincipalComponents direct = principal_components(view(tokens), c.count);
        expect_lawful(found);
        EXPECT_NEAR(found.total_variance, direct.total_variance, 1e-5 * direct.total_variance);
        EXPECT_LT((found.mean - direct.mean).cwiseAbs().maxCoeff(), 1e-5);
        for (std::size_t i = 0; i < found.shares.size(); ++i)
            EXPECT_NEAR(found.shares[i], direct.shares[i], 1e-5);
        // A component far above float32's rounding of the embeddings is the same one.
        for (int i = 0; i < std::min(c.count, 2); ++i) {
            if (found.shares[static_cast<std::size_t>(i)] < 1e-3) continue;
            EXPECT_LT((found.components.row(i) - direct.components.row(i)).cwiseAbs().maxCoeff(), 1e-4);
            EXPECT_LT((found.scores.col(i) - direct.scores.col(i)).cwiseAbs().maxCoeff(), 1e-3);
        }
    }
}

TEST(EmbeddingComponents, PatchesAndWeightMustFit) {
    const ConvParameters parameters = random_parameters(4, 3, {2, 2}, 1);
    EXPECT_THROW(embedding_components(view(random_tensor({5, 11}, 1)), parameters), Error);
}

TEST(PrincipalComponents, OfFiltersHaveTheShapeOfAFilter) {
    const ConvParameters parameters = random_parameters(40, 3, {4, 5}, 2);
    const PrincipalComponents found = principal_components(parameters.weight.matrix(40), 28);
    expect_lawful(found);
    EXPECT_EQ(found.components.rows(), 28);
    EXPECT_EQ(found.components.cols(), 60);
    EXPECT_EQ(found.scores.rows(), 40);
}

TEST(ComponentPicture, StretchesEachComponentFromItsLeastToItsGreatest) {
    PrincipalComponents made;
    made.scores = Matrix(3, 2);
    made.scores << -1, 10, 0, 30, 1, 20;
    const Image picture = component_picture(made, {1, 3});
    EXPECT_EQ(picture.channels, 4);
    EXPECT_THAT(picture.pixels, ElementsAre(0, 0, 128, 255, 128, 255, 128, 255, 255, 128, 128, 255));
    EXPECT_THROW(component_picture(made, {2, 2}), Error);
}

TEST(LeadingEigenpairs, IterationAgreesWithTheDirectSolver) {
    for (const int size : {70, 150, 400}) {
        const Tensor values = random_tensor({size, 2 * size}, static_cast<unsigned>(size));
        const Eigen::MatrixXd rows = view(values).cast<double>();
        const Eigen::MatrixXd symmetric = rows * rows.transpose();
        const Eigenpairs found = leading_eigenpairs(symmetric, 6);
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
        for (int i = 0; i < 6; ++i) {
            EXPECT_NEAR(found.values[i] / solver.eigenvalues()[size - 1 - i], 1.0, 1e-12);
            const Eigen::VectorXd residual =
                symmetric * found.vectors.col(i) - found.values[i] * found.vectors.col(i);
            EXPECT_LT(residual.norm(), 2e-9 * found.values[i]);
        }
        EXPECT_TRUE((found.vectors.transpose() * found.vectors).isIdentity(1e-9));
    }
}

TEST(LeadingEigenpairs, ApproximateOnesKeepNearlyAllThatTheExactOnesKeep) {
    constexpr Eigen::Index side = 160;
    constexpr Eigen::Index count = 40;
    std::mt19937 engine(7);
    const Eigen::MatrixXd drawn = Eigen::MatrixXd::NullaryExpr(
        side, side, [&] { return static_cast<double>(engine()) * 0x1p-31 - 1.0; });
    const Eigen::HouseholderQR<Eigen::MatrixXd> turned(drawn);
    const Eigen::MatrixXd turn = turned.householderQ();
    // As of pictures' patches: variances fall like 1 / f^2.
    const Eigen::VectorXd values = Eigen::ArrayXd::LinSpaced(side, 1.0, side).square().inverse();
    const Eigenpairs found = approximate_eigenpairs(turn * values.asDiagonal() * turn.transpose(), count);
    ASSERT_EQ(found.values.size(), count);
    EXPECT_LT((found.vectors.transpose() * found.vectors - Eigen::MatrixXd::Identity(count, count)).norm(),
              1e-9);
    EXPECT_LT((found.values.head(20) - values.head(20)).cwiseAbs().maxCoeff(), 1e-6);
    EXPECT_GT(found.values.sum(), 0.999 * values.head(count).sum());
    EXPECT_GT(found.values[count - 1], 0.9 * values[count - 1]);
}

TEST(LeadingEigenpairs, OfZeroAreZero) {
    const Eigenpairs found = leading_eigenpairs(Eigen::MatrixXd::Zero(100, 100), 3);
    EXPECT_TRUE(found.values.isZero(0.0));
}

}  // namespace
}  // namespace patchlens
