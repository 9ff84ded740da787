#include "core/training/mean_filters.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/training/projection_trainer.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

constexpr ConvShape shape{20, 3, {2, 3}, true};

/// Patches whose colours vary, around levels of their own.
Tensor coloured_patches() {
    Tensor patches = decaying(80, 18);
    for (std::int64_t i = 0; i < patches.size(); ++i)
        patches[i] = 0.3F * patches[i] + 0.1F * static_cast<float>(i % 18 / 6) +
                     0.2F * std::sin(static_cast<float>(i / 18));
    return patches;
}

TEST(MeanFilters, TakeEveryChannelsMeanOff) {
    const Tensor patches = coloured_patches();
    const Tensor less = without_means(view(patches), shape);
    for (int row = 0; row < 80; ++row) {
        for (int c = 0; c < 3; ++c) {
            EXPECT_NEAR(view(less).row(row).segment(c * 6, 6).sum(), 0.0F, 1e-6F);
            const auto difference =
                view(patches).row(row).segment(c * 6, 6) - view(less).row(row).segment(c * 6, 6);
            EXPECT_NEAR(difference.maxCoeff(), difference.minCoeff(), 1e-6F) << "only the mean is gone";
        }
    }
}

TEST(MeanFilters, StandBeforeTheLearnedOnesWhichSeeWhatTheyLearnedFrom) {
    const Tensor patches = coloured_patches();
    const Tensor less = without_means(view(patches), shape);
    ConvShape learning = shape;
    learning.embed_dim = 17;
    ProjectionTrainer trainer(view(less), learning, {.batch = 40, .sparseness = 1.0});
    for (int step = 0; step < 10; ++step)
        trainer.step();
    const ConvParameters learned = trainer.parameters();
    const ConvParameters all = with_mean_filters(learned, view(patches), shape);
    ASSERT_EQ(all.weight.shape(), (Shape{20, 3, 2, 3}));
    const auto answers = [](const ConvParameters& parameters, const Tensor& rows) {
        const Matrix weight = view(parameters.weight);
        return Matrix((view(rows) * weight.transpose()).rowwise() + parameters.bias.matrix(1).row(0));
    };
    const Matrix found = answers(all, patches);
    for (int c = 0; c < 3; ++c) {
        EXPECT_NEAR(found.col(c).mean(), 0.0F, 1e-5F) << c;
        EXPECT_NEAR(found.col(c).squaredNorm() / 80.0F, 1.0F, 1e-4F) << c;
        const auto plane = view(all.weight).row(c).head(6);
        EXPECT_EQ(plane.maxCoeff(), plane.minCoeff()) << "a mean weighs all pixels alike";
    }
    const Matrix expected = answers(learned, less);
    EXPECT_LT((found.rightCols(17) - expected).cwiseAbs().maxCoeff(), 2e-3F * expected.cwiseAbs().maxCoeff());
}

TEST(MeanFilters, OfPatchesThatAreAlikeAreZero) {
    const Tensor patches = Tensor::zeros({4, 18});
    const ConvParameters learned{Tensor::zeros({17, 3, 2, 3}), Tensor::zeros({17})};
    EXPECT_TRUE(view(with_mean_filters(learned, view(patches), shape).weight).isZero(0.0F));
}

TEST(MeanFilters, RefuseWhatDoesNotFit) {
    const Tensor patches = coloured_patches();
    const ConvParameters too_many{Tensor::zeros({20, 3, 2, 3}), Tensor::zeros({20})};
    EXPECT_THROW(with_mean_filters(too_many, view(patches), shape), Error);
    EXPECT_THROW(without_means(view(patches), {20, 3, {2, 2}, true}), Error);
}

}  // namespace
}  // namespace patchlens
