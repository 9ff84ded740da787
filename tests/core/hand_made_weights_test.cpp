#include "core/weights/hand_made_weights.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/weights/picture_components.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

constexpr Init every_init[] = {Init::identity, Init::mean_colour, Init::edges, Init::dct};

/// The weight as [D, C*ph*pw].
Matrix filters(const ConvParameters& parameters) {
    return view(parameters.weight);
}

TEST(HandMadeWeights, WorksInEveryShape) {
    for (const Init init : every_init) {
        for (const Size patch : {Size{1, 1}, Size{1, 5}, Size{3, 2}, Size{8, 8}, Size{16, 4}}) {
            for (const int channels : {1, 3, 4}) {
                for (const int dimensions : {1, 7, 300}) {
                    const ConvShape shape{dimensions, channels, patch, channels != 1};
                    const ConvParameters made = hand_made_weights(init, shape);
                    ASSERT_EQ(made.weight.shape(), (Shape{dimensions, channels, patch.height, patch.width}));
                    ASSERT_EQ(made.bias, shape.bias ? Tensor::zeros({dimensions}) : Tensor());
                    ASSERT_TRUE(view(made.weight).allFinite());
                    const auto filled = std::min<std::int64_t>(dimensions, hand_made_filters(init, shape));
                    ASSERT_TRUE(filters(made).bottomRows(dimensions - filled).isZero(0.0F));
                    // Fewer dimensions are the first of more.
                    const ConvParameters more =
                        hand_made_weights(init, {dimensions + 5, channels, patch, shape.bias});
                    ASSERT_EQ(filters(more).topRows(dimensions), filters(made)) << static_cast<int>(init);
                }
            }
        }
    }
}

TEST(HandMadeWeights, RefusesShapesBelowOne) {
    EXPECT_THROW(hand_made_weights(Init::dct, {0, 3, {8, 8}, true}), Error);
    EXPECT_THROW(hand_made_weights(Init::dct, {8, 0, {8, 8}, true}), Error);
    EXPECT_THROW(hand_made_weights(Init::edges, {8, 3, {0, 8}, true}), Error);
    EXPECT_THROW(hand_made_weights(Init::edges, {8, 3, {8, -1}, true}), Error);
}

TEST(Identity, CopiesInputDToDimensionD) {
    const ConvParameters made = hand_made_weights(Init::identity, {14, 3, {2, 2}, true});
    EXPECT_EQ(filters(made), Matrix(Matrix::Identity(14, 12)));
}

TEST(MeanColour, AveragesOneChannelADimension) {
    const Matrix made = filters(hand_made_weights(Init::mean_colour, {4, 3, {2, 2}, true}));
    Matrix expected(4, 12);
    expected << 0.25F, 0.25F, 0.25F, 0.25F, 0, 0, 0, 0, 0, 0, 0, 0,  //
        0, 0, 0, 0, 0.25F, 0.25F, 0.25F, 0.25F, 0, 0, 0, 0,          //
        0, 0, 0, 0, 0, 0, 0, 0, 0.25F, 0.25F, 0.25F, 0.25F,          //
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0;
    EXPECT_EQ(made, expected);
}

TEST(Edges, AnswerNothingToAFlatPatch) {
    const ConvShape shape{300, 3, {8, 8}, true};
    const Matrix made = filters(hand_made_weights(Init::edges, shape));
    EXPECT_EQ(hand_made_filters(Init::edges, shape), 32);
    EXPECT_LT(made.rowwise().sum().cwiseAbs().maxCoeff(), 1e-6F);
    const double luma_length = std::sqrt(0.299 * 0.299 + 0.587 * 0.587 + 0.114 * 0.114);
    for (int d = 0; d < 32; ++d)
        EXPECT_NEAR(made.row(d).norm(), luma_length, 1e-6);
}

TEST(Edges, TheFirstAnswersToChangeAlongXAndTheFifthAlongY) {
    const Matrix made = filters(hand_made_weights(Init::edges, {16, 1, {8, 8}, true}));
    Vector ramp_x(64);
    Vector ramp_y(64);
    for (int i = 0; i < 64; ++i) {
        ramp_x[i] = static_cast<float>(i % 8) / 7.0F;
        ramp_y[i] = static_cast<float>(i / 8) / 7.0F;
    }
    EXPECT_GT(made.row(0).dot(ramp_x), 0.5F);
    EXPECT_NEAR(made.row(0).dot(ramp_y), 0.0F, 1e-6F);
    EXPECT_GT(made.row(4).dot(ramp_y), 0.5F);
    EXPECT_NEAR(made.row(4).dot(ramp_x), 0.0F, 1e-6F);
    // A line detector is even: ramps are odd around the centre.
    EXPECT_NEAR(made.row(8).dot(ramp_x), 0.0F, 1e-6F);
}

TEST(Edges, FollowTheirFormula) {
    const ConvShape shape{64, 4, {5, 16}, true};
    ASSERT_EQ(hand_made_filters(Init::edges, shape), 48);
    const Matrix made = filters(hand_made_weights(Init::edges, shape));
    const double pi = std::acos(-1.0);
    for (const int d : {0, 3, 13, 22, 31, 47}) {
        const double f = std::exp2(d / 16);
        const double a = pi * (d % 8) / 8;
        Eigen::VectorXd g(80);
        for (int i = 0; i < 80; ++i) {
            const double u = i % 16 - 7.5;
            const double v = i / 16 - 2.0;
            const double phase = 2 * pi * f * (u * std::cos(a) + v * std::sin(a)) / 16;
            g[i] = std::exp(-8 * (u * u + v * v) / 256) * (d % 16 < 8 ? std::sin(phase) : std::cos(phase));
        }
        g.array() -= g.mean();
        g.normalize();
        for (int i = 0; i < 80; ++i) {
            ASSERT_NEAR(made(d, i), 0.299 * g[i], 1e-7);
            ASSERT_NEAR(made(d, 80 + i), 0.587 * g[i], 1e-7);
            ASSERT_NEAR(made(d, 160 + i), 0.114 * g[i], 1e-7);
            ASSERT_EQ(made(d, 240 + i), 0.0F);
        }
    }
}

TEST(Edges, OfASinglePixelAreZero) {
    EXPECT_TRUE(filters(hand_made_weights(Init::edges, {20, 3, {1, 1}, true})).isZero(0.0F));
}

TEST(Dct, IsOrthogonal) {
    for (const int channels : {1, 3, 4}) {
        for (const Size patch : {Size{1, 1}, Size{8, 8}, Size{3, 5}, Size{7, 2}}) {
            const ConvShape shape{static_cast<int>(channels * patch.area()), channels, patch, true};
            const Eigen::MatrixXd made = filters(hand_made_weights(Init::dct, shape)).cast<double>();
            EXPECT_TRUE((made * made.transpose()).isIdentity(1e-6)) << to_string(patch);
        }
    }
}

TEST(Dct, BeginsWithGreyThenColourThenTheLowestFrequencies) {
    const Matrix made = filters(hand_made_weights(Init::dct, {9, 3, {2, 2}, true}));
    Matrix expected(3, 12);
    expected << 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  //
        1, 1, 1, 1, 0, 0, 0, 0, -1, -1, -1, -1,      //
        1, 1, 1, 1, -2, -2, -2, -2, 1, 1, 1, 1;
    for (int i = 0; i < 3; ++i) {
        EXPECT_LT((made.row(i) - expected.row(i).normalized()).cwiseAbs().maxCoeff(), 1e-6F);
    }
    Matrix along_x(1, 4);
    along_x << 1, -1, 1, -1;
    Matrix along_y(1, 4);
    along_y << 1, 1, -1, -1;
    EXPECT_LT((made.row(3).leftCols(4) - along_x / std::sqrt(12.0F)).cwiseAbs().maxCoeff(), 1e-6F);
    EXPECT_LT((made.row(6).leftCols(4) - along_y / std::sqrt(12.0F)).cwiseAbs().maxCoeff(), 1e-6F);
}

TEST(Dct, FollowsTheZigzagOfJpeg) {
    // Which frequency filter k of an 8x8 patch has: the numbers of its sign changes down and across.
    const Matrix made = filters(hand_made_weights(Init::dct, {64, 1, {8, 8}, true}));
    const int jpeg[][2] = {{0, 0}, {0, 1}, {1, 0}, {2, 0}, {1, 1}, {0, 2},
                           {0, 3}, {1, 2}, {2, 1}, {3, 0}, {4, 0}};
    for (int k = 0; k < 11; ++k) {
        int down = 0;
        int across = 0;
        for (int i = 1; i < 8; ++i) {
            down += made(k, (i - 1) * 8) * made(k, i * 8) < 0;
            across += made(k, i - 1) * made(k, i) < 0;
        }
        EXPECT_EQ(down, jpeg[k][0]) << k;
        EXPECT_EQ(across, jpeg[k][1]) << k;
    }
}

TEST(PictureComponents, GiveEachPatchItsScores) {
    const Tensor patches = decaying(50, 12);
    const ConvShape shape{20, 3, {2, 2}, true};
    const ConvParameters made = picture_components(view(patches), shape);
    const Matrix outputs = (view(patches) * filters(made).transpose()).rowwise() + made.bias.matrix(1).row(0);
    EXPECT_LT(outputs.colwise().mean().cwiseAbs().maxCoeff(), 1e-6F);
    const Eigen::MatrixXd covariance = (outputs.transpose() * outputs / 50.0F).cast<double>();
    for (int d = 1; d < 12; ++d) {
        EXPECT_LE(covariance(d, d), covariance(d - 1, d - 1));
        EXPECT_NEAR(covariance(d, 0), 0.0, 1e-6);
    }
    EXPECT_TRUE(filters(made).bottomRows(8).isZero(0.0F));
    EXPECT_TRUE(filters(made).topRows(12).cast<double>().eval().isUnitary(1e-5));
}

TEST(PictureComponents, OfAConstantPictureAreZero) {
    const Tensor patches({2, 4}, {1, 2, 3, 4, 1, 2, 3, 4});
    const ConvParameters made = picture_components(view(patches), {3, 1, {2, 2}, true});
    EXPECT_TRUE(filters(made).isZero(0.0F));
    EXPECT_EQ(made.bias, Tensor::zeros({3}));
    EXPECT_TRUE(picture_components(view(patches), {3, 1, {2, 2}, false}).bias.empty());
    EXPECT_THROW(picture_components(view(patches), {3, 3, {2, 2}, true}), Error);
}

}  // namespace
}  // namespace patchlens
