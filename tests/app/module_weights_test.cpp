// Weights that are neither drawn nor from the user's file: made by hand, or from the picture.
#include "app/model/computing/module_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/results.h"
#include "app/model/computing/weight_notes.h"
#include "core/unfold.h"
#include "core/weights/hand_made_weights.h"
#include "tests/app/screen.h"
#include "tests/core/expect_error.h"

namespace patchlens::model {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::uint64_t enough = 1U << 30U;

PicturePointer picture_of(const char* name) {
    return std::make_shared<const Picture>(sample(name), load_image(sample(name)));
}

ModuleOptions options_of(Init init, int embed_dim = 24) {
    ModuleOptions options;
    options.config = {{64, 64}, {8, 8}, 3, embed_dim, true};
    options.init = init;
    return options;
}

TEST(HandMadeOptions, GiveTheFormulasWeightsAndSayWhichDimensionsAreZero) {
    ModuleOptions options = options_of(Init::mean_colour, 5);
    Adaptation adaptation;
    EXPECT_EQ(make_weights(options, {}, adaptation),
              hand_made_weights(Init::mean_colour, options.config.conv_shape()));
    EXPECT_EQ(adaptation.zeros_from, 3);
    EXPECT_THAT(init_notes(english(), options, adaptation), Contains(HasSubstr("There are 3 filters")));
    options.config.embed_dim = 3;
    make_weights(options, {}, adaptation);
    EXPECT_EQ(adaptation, Adaptation{});
    EXPECT_TRUE(init_notes(english(), options_of(Init::torch), {}).empty());
}

TEST(ComponentsOfThePicture, AreTheScoresOfItsPatches) {
    const auto results = compute(options_of(Init::pca, 200), picture_of("leaf.png"), nullptr, enough);
    ASSERT_EQ(results->module->weight().shape(), (Shape{200, 3, 8, 8}));
    const ConstMatrixView tokens = std::as_const(*results->tokens).matrix(64);
    EXPECT_LT(tokens.colwise().mean().cwiseAbs().maxCoeff(), 1e-5F);
    // 64 patches have at most 63 directions around their mean.
    ASSERT_TRUE(results->adaptation.zeros_from.has_value());
    EXPECT_LE(*results->adaptation.zeros_from, 63);
    EXPECT_TRUE(tokens.rightCols(200 - *results->adaptation.zeros_from).isZero(0.0F));
    const Eigen::ArrayXf variances = tokens.colwise().squaredNorm().transpose().array();
    for (int d = 1; d < *results->adaptation.zeros_from; ++d)
        EXPECT_LE(variances[d], variances[d - 1] * 1.0001F);
}

TEST(ComponentsOfThePicture, FollowThePictureAndHowItIsFitted) {
    const PicturePointer leaf = picture_of("leaf.png");
    const auto first = compute(options_of(Init::pca), leaf, nullptr, enough);
    ModuleOptions moved = options_of(Init::pca);
    moved.seed = 7;
    EXPECT_EQ(compute(moved, leaf, first, enough)->module, first->module) << "nothing is drawn";
    const auto other_picture = compute(options_of(Init::pca), picture_of("house.png"), first, enough);
    EXPECT_NE(other_picture->module->weight(), first->module->weight());
    moved.fit = Fit::squash;
    moved.config.img_size = {64, 96};
    EXPECT_NE(compute(moved, leaf, first, enough)->module->weight(), first->module->weight());
    const auto drawn = compute(options_of(Init::torch), leaf, nullptr, enough);
    EXPECT_EQ(compute(options_of(Init::torch), picture_of("house.png"), drawn, enough)->module,
              drawn->module);
}

TEST(ComponentsOfThePicture, NeedAPictureAndStopWhenAsked) {
    Adaptation adaptation;
    expect_error(ErrorCode::picture_needed, "picture_needed",
                 [&] { make_weights(options_of(Init::pca), {}, adaptation); });
    std::stop_source stop;
    stop.request_stop();
    const Tensor pixels = Tensor::zeros({3, 64, 64});
    expect_error(ErrorCode::cancelled, "cancelled", [&] {
        make_weights(options_of(Init::pca), {nullptr, &pixels}, adaptation, stop.get_token());
    });
}

TEST(ComponentsOfThePicture, OfALargePictureComeFromPatchesAtRandomPlacesAndThatIsSaid) {
    ModuleOptions options = options_of(Init::pca, 4);
    options.config.patch_size = {2, 2};
    Tensor pixels({3, 600, 600});
    for (std::int64_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(i * 7919 % 1009) / 1009.0F;
    Adaptation adaptation;
    const ConvParameters made = make_weights(options, {nullptr, &pixels}, adaptation);
    EXPECT_EQ(adaptation.drawn_patches, 60000);
    EXPECT_THAT(init_notes(english(), options, adaptation), Contains(HasSubstr("60000 patches")));
    const Eigen::MatrixXd filters = std::as_const(made.weight).matrix(4).cast<double>();
    EXPECT_TRUE((filters * filters.transpose()).isIdentity(1e-5));
}

TEST(HandMadeOptions, WithoutAnyFilterSayWhy) {
    ModuleOptions options = options_of(Init::edges);
    options.config.patch_size = to_pair(1);
    const Adaptation adaptation = adaptation_of(options, nullptr);
    EXPECT_EQ(adaptation.zeros_from, 0);
    EXPECT_THAT(init_notes(english(), options, adaptation), Contains(HasSubstr("none of them varies")));
}

TEST(FileNotes, NameNumbersThatAreNoneAndAPartWithoutBias) {
    LoadedProjection loaded;
    loaded.parameters.weight = Tensor::zeros({4, 3, 8, 8});
    loaded.tensor = "patch_embed.proj.weight";
    loaded.stride = to_pair(8);
    loaded.weight_not_finite = 2;
    loaded.bias_not_finite = 1;
    const PatchEmbedConfig config{.bias = false};
    const auto notes = [&] { return weight_notes(english(), loaded, {}, config); };
    EXPECT_THAT(notes(),
                Contains("2 numbers of the tensor patch_embed.proj.weight are NaN or infinite, and so is "
                         "every number computed from them."));
    EXPECT_THAT(notes(), Contains(HasSubstr("1 number of the tensor patch_embed.proj.bias is NaN")));
    EXPECT_THAT(notes(), Contains("The file has no bias, so there is none here."));
    loaded.one_of_several = true;
    EXPECT_THAT(notes(), Contains(HasSubstr("one of several parts of a model and has no bias")));
}

TEST(LearnedOptions, SayWhereNormalisedPixelsGiveOtherVectors) {
    ModuleOptions options = options_of(Init::trained);
    options.normalize = Normalize::imagenet;
    const auto notes = [&] { return init_notes(english(), options, {}); };
    EXPECT_THAT(notes(), Contains(HasSubstr("give the same vectors as pixels 0..1.")));
    options.config.padding = {4, 0};
    EXPECT_THAT(notes(), Contains(HasSubstr("except where a patch reaches into the padding")));
    options.config.bias = false;
    EXPECT_THAT(notes(), Contains(HasSubstr("by one and the same vector")));
}

}  // namespace
}  // namespace patchlens::model
