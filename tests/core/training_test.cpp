#include <array>
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/support/thread_pool.h"
#include "core/training/mean_filters.h"
#include "core/training/prepared_patches.h"
#include "core/training/projection_trainer.h"
#include "core/training/random_patches.h"
#include "core/unfold.h"
#include "tests/core/analysis_golden.h"
#include "tests/core/expect_error.h"
#include "tests/core/module_goldens.h"

namespace patchlens {
namespace {

/// `patches` of make_training_goldens.py.
Tensor golden_patches() {
    const Tensor numbers = golden_pixels(1, 64, 12);
    Tensor patches({64, 12});
    for (std::int64_t i = 0; i < patches.size(); ++i) {
        const double number = static_cast<double>(numbers[i]) * static_cast<double>(i % 12 + 1) / 4.0;
        patches[i] = static_cast<float>(number + static_cast<double>(numbers[i / 12 * 12]));
    }
    return patches;
}

void expect_pytorch(TrainingMethod method, const char* name) {
    std::ifstream file(PATCHLENS_GOLDEN_DIR "/training.json");
    const auto golden = nlohmann::json::parse(file).at(name);
    const Tensor patches = golden_patches();
    ProjectionTrainer trainer(view(patches), {24, 3, {2, 2}, true}, {method, 20, 0.01, 0.12, 7});
    for (const double loss : golden.at("losses"))
        EXPECT_NEAR(trainer.step(), loss, 2e-5 * loss);
    EXPECT_EQ(trainer.steps(), 3);
    const ConvParameters learned = trainer.parameters();
    EXPECT_EQ(learned.weight.shape(), (Shape{24, 3, 2, 2}));
    const std::vector<float> weight = golden.at("weight");
    const std::vector<float> bias = golden.at("bias");
    ASSERT_EQ(learned.weight.size(), static_cast<std::int64_t>(weight.size()));
    ASSERT_EQ(learned.bias.size(), static_cast<std::int64_t>(bias.size()));
    for (std::size_t i = 0; i < weight.size(); ++i)
        EXPECT_NEAR(learned.weight.values()[i], weight[i], 2e-4) << i;
    for (std::size_t i = 0; i < bias.size(); ++i)
        EXPECT_NEAR(learned.bias.values()[i], bias[i], 1e-3) << i;
}

TEST(ProjectionTrainer, SparseStepsArePyTorchs) {
    expect_pytorch(TrainingMethod::sparse, "sparse");
}

TEST(ProjectionTrainer, AutoencoderStepsArePyTorchs) {
    expect_pytorch(TrainingMethod::autoencoder, "autoencoder");
}

/// Patches of a picture of soft waves and some noise.
Tensor wavy_patches(std::int64_t count, Size patch) {
    Tensor picture = golden_pixels(3, 64, 80);
    for (std::int64_t i = 0; i < picture.size(); ++i) {
        const auto x = static_cast<float>(i % 80);
        const auto y = static_cast<float>(i / 80 % 64);
        picture[i] =
            0.1F * picture[i] + 0.4F + 0.3F * std::sin(0.3F * x + 0.1F * y) * std::cos(0.05F * x * y);
    }
    return random_patches(std::array{picture}, patch, count, 3);
}

TEST(Whitening, LeavesOutDirectionsThatPatchesDoNotVaryIn) {
    const Tensor patches = wavy_patches(300, {4, 4});
    EXPECT_EQ(whitened(view(patches)).length(), 48);
    const Tensor less = without_means(view(patches), {8, 3, {4, 4}, true});
    const PreparedPatches prepared = whitened(view(less));
    EXPECT_EQ(prepared.length(), 45);
    const Eigen::ArrayXd variances =
        prepared.rows.matrix(300).cast<double>().colwise().squaredNorm().transpose().array() / 300.0;
    EXPECT_GT(variances.minCoeff(), 1e-4);
    EXPECT_LT(variances.maxCoeff(), 1.0 + 1e-4);
}

TEST(ProjectionTrainer, HasTheSameBitsWithAnyNumberOfThreads) {
    const Tensor patches = wavy_patches(500, {4, 6});
    const auto trained = [&](ThreadPool* pool) {
        ProjectionTrainer trainer(view(patches), {70, 3, {4, 6}, true}, {.batch = 100, .seed = 5});
        double loss = 0.0;
        for (int step = 0; step < 5; ++step)
            loss = trainer.step(pool);
        return std::pair(loss, trainer.parameters());
    };
    ThreadPool three(3);
    ThreadPool seven(7);
    const auto alone = trained(nullptr);
    EXPECT_EQ(trained(&three), alone);
    EXPECT_EQ(trained(&seven), alone);
}

TEST(ProjectionTrainer, TheLossFalls) {
    const Tensor patches = wavy_patches(2000, {4, 4});
    for (const TrainingMethod method : {TrainingMethod::sparse, TrainingMethod::autoencoder}) {
        ProjectionTrainer trainer(view(patches), {32, 3, {4, 4}, true}, {method, 128, 5e-3});
        const double first = trainer.step();
        double last = 0.0;
        for (int step = 0; step < 200; ++step)
            last = trainer.step();
        EXPECT_LT(last, 0.8 * first);
    }
}

TEST(ProjectionTrainer, TheFoldedWeightGivesTheFiltersAnswerToPreparedPatches) {
    const Tensor patches = wavy_patches(300, {4, 4});
    for (const TrainingMethod method : {TrainingMethod::sparse, TrainingMethod::autoencoder}) {
        ProjectionTrainer trainer(view(patches), {20, 3, {4, 4}, true}, {method, 64});
        trainer.step();
        const ConvParameters learned = trainer.parameters();
        const PreparedPatches prepared =
            method == TrainingMethod::sparse ? whitened(view(patches)) : centred_and_scaled(view(patches));
        const Matrix expected = view(prepared.rows) * view(trainer.filters()).transpose();
        Matrix folded = view(patches) * learned.weight.matrix(20).transpose();
        folded.rowwise() += learned.bias.matrix(1).row(0);
        EXPECT_LT((folded - expected).cwiseAbs().maxCoeff(), 2e-3 * expected.cwiseAbs().maxCoeff());
    }
}

TEST(ProjectionTrainer, SparseFiltersStayOfLengthOne) {
    const Tensor patches = wavy_patches(300, {3, 5});
    ProjectionTrainer trainer(view(patches), {17, 3, {3, 5}, false}, {.batch = 50});
    for (int step = 0; step < 20; ++step)
        trainer.step();
    const Vector lengths = view(trainer.filters()).rowwise().norm();
    EXPECT_NEAR(lengths.minCoeff(), 1.0F, 1e-5F);
    EXPECT_NEAR(lengths.maxCoeff(), 1.0F, 1e-5F);
    EXPECT_TRUE(trainer.parameters().bias.empty());
}

TEST(ProjectionTrainer, APictureOfOneColourTeachesNothingAndStaysFinite) {
    Tensor picture({3, 20, 20});
    std::ranges::fill(picture.values(), 0.25F);
    const Tensor patches = random_patches(std::array{picture}, {4, 4}, 50, 0);
    for (const TrainingMethod method : {TrainingMethod::sparse, TrainingMethod::autoencoder}) {
        ProjectionTrainer trainer(view(patches), {8, 3, {4, 4}, true}, {method, 16});
        EXPECT_TRUE(std::isfinite(trainer.step()));
        const ConvParameters learned = trainer.parameters();
        EXPECT_THAT(learned.weight.values(), testing::Each(0.0F));
        EXPECT_THAT(learned.bias.values(), testing::Each(0.0F));
    }
}

TEST(ProjectionTrainer, GoesOnFromTheFiltersThatItGave) {
    const Tensor patches = wavy_patches(300, {4, 4});
    for (const TrainingMethod method : {TrainingMethod::sparse, TrainingMethod::autoencoder}) {
        ProjectionTrainer first(view(patches), {20, 3, {4, 4}, true}, {method, 64});
        for (int step = 0; step < 10; ++step)
            first.step();
        const ConvParameters learned = first.parameters();
        TrainingOptions other{method, 64};
        other.seed = 9;  // what it draws does not matter
        ProjectionTrainer second(view(patches), {20, 3, {4, 4}, true}, other);
        second.start_from(learned.weight.matrix(20));
        EXPECT_LT((view(second.filters()) - view(first.filters())).cwiseAbs().maxCoeff(), 1e-4F);
        EXPECT_EQ(second.steps(), 0);
        EXPECT_NEAR(second.step(), first.step(), 0.2 * first.step()) << "another batch, the same filters";
    }
}

TEST(ProjectionTrainer, TheRateFallsOnceItSettles) {
    const Tensor patches = wavy_patches(300, {4, 4});
    const ConvShape shape{20, 3, {4, 4}, true};
    ProjectionTrainer settling(view(patches), shape, {.batch = 64, .learning_rate = 0.01, .settle_after = 4});
    ProjectionTrainer guided(view(patches), shape, {.batch = 64, .learning_rate = 0.01});
    for (int step = 1; step <= 16; ++step) {
        guided.set_learning_rate(step <= 4 ? 0.01 : 0.01 * std::pow(4.0 / step, 1.5));
        settling.step();
        guided.step();
    }
    EXPECT_LT((view(settling.filters()) - view(guided.filters())).cwiseAbs().maxCoeff(), 1e-6F);
}

TEST(ProjectionTrainer, GoingOnTheRateIsThatOfTheStepsBefore) {
    const Tensor patches = wavy_patches(300, {4, 4});
    const ConvShape shape{20, 3, {4, 4}, true};
    const TrainingOptions settles{.batch = 64, .learning_rate = 0.01, .settle_after = 4};
    ProjectionTrainer before(view(patches), shape, settles);
    const ConvParameters learned = before.parameters();
    ProjectionTrainer settling(view(patches), shape, settles);
    settling.start_from(learned.weight.matrix(20), 15);
    ProjectionTrainer guided(view(patches), shape, {.batch = 64, .learning_rate = 0.01 / 8});  // (4 / 16)^1.5
    guided.start_from(learned.weight.matrix(20));
    settling.step();
    guided.step();
    EXPECT_EQ(view(settling.filters()), view(guided.filters()));
}

TEST(ProjectionTrainer, KeepsWhatItHasDrawnForAFilterOfZeros) {
    const Tensor patches = wavy_patches(100, {4, 4});
    ProjectionTrainer drawn(view(patches), {6, 3, {4, 4}, true}, {});
    ProjectionTrainer trainer(view(patches), {6, 3, {4, 4}, true}, {});
    const Tensor zeros = Tensor::zeros({6, 48});
    trainer.start_from(view(zeros));
    EXPECT_EQ(view(trainer.filters()), view(drawn.filters()));
    expect_error(ErrorCode::shape_mismatch, "weight", [&] { trainer.start_from(view(patches)); });
}

TEST(ProjectionTrainer, RefusesOptionsOutOfRange) {
    const Tensor patches = wavy_patches(20, {2, 2});
    const ConvShape shape{4, 3, {2, 2}, true};
    const auto make = [&](const TrainingOptions& options) {
        return [&patches, shape, options] { ProjectionTrainer(view(patches), shape, options); };
    };
    expect_error(ErrorCode::value_out_of_range, "batch", make({.batch = 0}));
    expect_error(ErrorCode::value_out_of_range, "learning_rate", make({.learning_rate = 0.0}));
    expect_error(ErrorCode::value_out_of_range, "learning_rate", make({.learning_rate = std::nan("")}));
    expect_error(ErrorCode::value_out_of_range, "sparseness", make({.sparseness = -1.0}));
    expect_error(ErrorCode::shape_mismatch, "patches", [&] {
        ProjectionTrainer(view(patches), {4, 3, {3, 3}, true}, {});
    });
}

TEST(RandomPatches, AreCutFromThePictures) {
    const std::array pictures{golden_pixels(3, 9, 7), golden_pixels(3, 2, 40), golden_pixels(3, 5, 6)};
    const Tensor rows = random_patches(pictures, {4, 3}, 200, 1);
    EXPECT_EQ(rows.shape(), (Shape{200, 36}));
    const auto found = [&](std::int64_t row, const Tensor& picture) {
        for (int top = 0; top + 4 <= picture.dimension(1); ++top) {
            for (int left = 0; left + 3 <= picture.dimension(2); ++left) {
                bool same = true;
                for (int i = 0; i < 36 && same; ++i) {
                    const std::int64_t y = top + i / 3 % 4;
                    const std::int64_t x = left + i % 3;
                    same = rows[row * 36 + i] ==
                           picture[(i / 12 * picture.dimension(1) + y) * picture.dimension(2) + x];
                }
                if (same) return true;
            }
        }
        return false;
    };
    int first = 0;
    int last = 0;
    for (std::int64_t row = 0; row < 200; ++row) {
        const bool in_first = found(row, pictures[0]);
        first += in_first ? 1 : 0;
        last += !in_first && found(row, pictures[2]) ? 1 : 0;
    }
    EXPECT_EQ(first + last, 200);
    EXPECT_GT(first, last) << "30 places against 8";
    EXPECT_GT(last, 0);
    EXPECT_EQ(random_patches(pictures, {4, 3}, 200, 1), rows);
    EXPECT_NE(random_patches(pictures, {4, 3}, 200, 2), rows);
}

TEST(RandomPatches, RefusePicturesThatDoNotFit) {
    const std::array small{golden_pixels(3, 4, 4)};
    expect_error(ErrorCode::patch_larger_than_image, "patch_larger_than_image: 5x4, 4x4", [&] {
        random_patches(small, {5, 4}, 1, 0);
    });
    const std::array mixed{golden_pixels(3, 4, 4), golden_pixels(1, 4, 4)};
    expect_error(ErrorCode::channels_differ, "3", [&] { random_patches(mixed, {2, 2}, 1, 0); });
}

TEST(PreparedPatches, WhiteningGivesEveryDirectionVarianceOne) {
    const Tensor patches = golden_patches();
    const PreparedPatches prepared = whitened(view(patches));
    const Matrix z = view(prepared.rows);
    const Matrix covariance = z.transpose() * z / 64.0F;
    EXPECT_LT((covariance - Matrix::Identity(12, 12)).cwiseAbs().maxCoeff(), 2e-3F);
    const Matrix again =
        ((view(patches).cast<double>().rowwise() - prepared.mean) * prepared.transform.transpose())
            .cast<float>();
    EXPECT_LT((again - z).cwiseAbs().maxCoeff(), 1e-3F);
}

}  // namespace
}  // namespace patchlens
