// Noise becomes edges: how many steps it takes, whatever the machine's speed.
#include <array>

#include <gtest/gtest.h>

#include "core/analysis/filter_character.h"
#include "core/picture/preprocess.h"
#include "core/training/mean_filters.h"
#include "core/training/projection_trainer.h"
#include "core/training/random_patches.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

TEST(ProjectionTrainer, MakesEdgesOfNoiseIn300Steps) {
    PreprocessConfig grey;
    grey.in_chans = 1;
    const DecodedImage house = load_image(PATCHLENS_ASSETS_DIR "/samples/house.png");
    const std::array pictures{to_tensor(fit_image(house.image, grey), Normalize::none)};
    const ConvShape shape{256, 1, {8, 8}, true};
    const Tensor patches = random_patches(pictures, shape.patch_size, 10'000, 0);
    const Tensor lesson = without_means(view(patches), shape);
    TrainingOptions options;
    options.batch = 128;
    options.learning_rate = 5e-3;
    options.sparseness = 8;
    ProjectionTrainer trainer(view(lesson), shape, options);
    EXPECT_LT(share_with_character(filter_characters(trainer.parameters().weight)), 0.1) << "noise";
    for (int step = 0; step < 300; ++step)
        trainer.step();
    EXPECT_GT(share_with_character(filter_characters(trainer.parameters().weight)), 0.5);
}

}  // namespace
}  // namespace patchlens
