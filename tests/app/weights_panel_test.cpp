// What the panel tells of a model's file beside the projection, and what the model expects of pictures.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/expected_options.h"
#include "core/weights/picture_config.h"
#include "core/weights/safetensors.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ui::compat::Key;

/// A ViT as Hugging Face writes it: 3x3 patches of 16, vectors of 24.
std::filesystem::path vit_file(const TemporaryFolder& folder, const std::string& name = "model.safetensors") {
    const Tensor weight = Tensor::zeros({24, 3, 16, 16});
    const Tensor bias = Tensor::zeros({24});
    const Tensor token = Tensor::zeros({1, 1, 24});
    const Tensor positions = Tensor::zeros({1, 10, 24});
    write_safetensors(folder / name, {{"vit.embeddings.cls_token", token},
                                      {"vit.embeddings.patch_embeddings.projection.weight", weight},
                                      {"vit.embeddings.patch_embeddings.projection.bias", bias},
                                      {"vit.embeddings.position_embeddings", positions}});
    return folder / name;
}

/// What CLIP's preprocessor_config.json asks for, at 48 pixels.
constexpr const char* of_clip = R"({"do_center_crop": true, "crop_size": 48, "size": {"shortest_edge": 48},
    "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
    "do_normalize": true, "resample": 3})";

/// A window high enough for the whole panel, with the weights of `file`.
class WeightsPanel : public Screen {
public:
    explicit WeightsPanel(const std::filesystem::path& file) : Screen({}, {1600, 1500}) {
        enter("params/weights/entry", file.string());
        settle();
    }
    const model::ModuleOptions& module() const { return session().module; }
};

TEST(WeightsPanel, WhatTheFileHoldsAroundTheProjectionIsListed) {
    const TemporaryFolder folder;
    const WeightsPanel panel(vit_file(folder));
    EXPECT_TRUE(panel.reads("Around it, the file holds:"));
    EXPECT_TRUE(panel.reads("class token"));
    EXPECT_TRUE(panel.reads("[1, 1, 24]"));
    EXPECT_TRUE(panel.reads("vit.embeddings.cls_token"));
    EXPECT_TRUE(panel.reads("positions"));
    EXPECT_TRUE(panel.reads("[1, 10, 24]"));
    EXPECT_TRUE(panel.reads("for 3 × 3 patches and 1 other token"));
    EXPECT_TRUE(panel.shows("params/weights/around/vit.embeddings.position_embeddings"));
}

TEST(WeightsPanel, AFileOfTheProjectionAloneHasNothingAroundIt) {
    const TemporaryFolder folder;
    const Tensor weight = Tensor::zeros({24, 3, 16, 16});
    write_safetensors(folder / "model.safetensors", {{"proj.weight", weight}});
    const WeightsPanel panel(folder / "model.safetensors");
    EXPECT_FALSE(panel.reads("Around it, the file holds:"));
    EXPECT_FALSE(panel.shows("params/weights/expects"));
}

TEST(WeightsPanel, OnePressSetsWhatTheModelExpectsAndUndoTakesItBack) {
    const TemporaryFolder folder;
    folder.put("preprocessor_config.json", of_clip);
    WeightsPanel panel(vit_file(folder));
    EXPECT_TRUE(
        panel.mentions("this model expects img_size 48x48, fit crop, filter bicubic, normalize clip."));
    const model::ModuleOptions before = panel.module();
    EXPECT_EQ(before.normalize, Normalize::none);
    panel.click("params/weights/expected");
    panel.settle();
    EXPECT_EQ(panel.module().config.img_size, to_pair(48));
    EXPECT_EQ(panel.module().fit, Fit::crop);
    EXPECT_EQ(panel.module().filter, ResizeFilter::bicubic);
    EXPECT_EQ(panel.module().normalize, Normalize::clip);
    EXPECT_EQ(panel.module().weights, before.weights);
    // Nothing more is offered once it is set so, but it is still said.
    EXPECT_FALSE(panel.shows("params/weights/expected"));
    EXPECT_TRUE(panel.shows("params/weights/expects"));
    panel.key(Key::z, true);
    panel.settle();
    EXPECT_EQ(panel.module(), before);
    EXPECT_TRUE(panel.shows("params/weights/expected"));
}

TEST(WeightsPanel, AfterOpeningItIsAskedUntilTheModuleChanges) {
    const TemporaryFolder folder;
    folder.put("preprocessor_config.json", of_clip);
    const std::string question =
        "model.safetensors: this model expects img_size 48x48, fit crop, "
        "filter bicubic, normalize clip of pictures.";
    WeightsPanel panel(vit_file(folder));
    EXPECT_THAT(panel.messages(), ElementsAre(question));
    panel.click("toast/answer");
    panel.settle();
    EXPECT_EQ(panel.module().normalize, Normalize::clip);
    EXPECT_EQ(panel.module().filter, ResizeFilter::bicubic);
    EXPECT_THAT(panel.messages(), IsEmpty());

    WeightsPanel other(vit_file(folder));
    EXPECT_THAT(other.messages(), ElementsAre(question));
    other.enter("params/embed_dim/entry", "12");
    other.settle();
    EXPECT_THAT(other.messages(), IsEmpty());
    EXPECT_TRUE(other.shows("params/weights/expected"));  // still offered
}

TEST(WeightsPanel, WhatIsNotOfferedIsSaid) {
    const TemporaryFolder folder;
    folder.put("preprocessor_config.json",
               R"({"image_mean": [0.1, 0.2, 0.3], "image_std": 0.25, "resample": 1,
                   "size": {"shortest_edge": 64}, "crop_size": 48})");
    const WeightsPanel panel(vit_file(folder));
    EXPECT_TRUE(panel.mentions("expects img_size 48x48, fit crop."));
    EXPECT_TRUE(panel.mentions("becomes 64 before the middle is cut out; here it becomes 48."));
    EXPECT_TRUE(panel.mentions("resizes with the filter lanczos"));
    EXPECT_TRUE(panel.mentions("subtracts 0.1 0.2 0.3 from the channels and divides by 0.25 0.25 0.25"));
}

TEST(WeightsPanel, ADamagedConfigurationIsSaid) {
    const TemporaryFolder folder;
    folder.put("preprocessor_config.json", "{\"size\": 2");
    const WeightsPanel panel(vit_file(folder));
    EXPECT_TRUE(panel.mentions("preprocessor_config.json beside the file is damaged"));
    EXPECT_FALSE(panel.shows("params/weights/expected"));
}

TEST(WeightsPanel, AnIndexOpensAsWeightsHoweverItComes) {
    const TemporaryFolder folder;
    vit_file(folder, "model-00001-of-00001.safetensors");
    const auto index = folder.put("model.safetensors.index.json", R"({"weight_map": {
        "vit.embeddings.patch_embeddings.projection.weight": "model-00001-of-00001.safetensors",
        "vit.embeddings.patch_embeddings.projection.bias": "model-00001-of-00001.safetensors"}})");
    const WeightsPanel typed(index);
    EXPECT_EQ(typed.module().weights, index);
    EXPECT_EQ(typed.module().config.embed_dim, 24);
    EXPECT_TRUE(
        typed.reads("The model is in several files; this tensor is in model-00001-of-00001.safetensors."));

    Screen dropped;  // a session has the same ending
    dropped.application->open(std::vector{index});
    dropped.settle();
    dropped.settle();
    EXPECT_EQ(dropped.session().module.weights, index);
    EXPECT_THAT(dropped.messages(), IsEmpty());
}

TEST(WeightsPanel, TheBoxListsModelsFilesAndOpensThem) {
    const TemporaryFolder folder;
    WeightsPanel panel(vit_file(folder));
    vit_file(folder, "other.safetensors");
    folder.put("photo.png", "no model");
    folder.put("lesson.json", "{}");
    folder.put("model.safetensors.index.json", "{}");
    panel.click("params/weights/open");
    panel.settle();
    ASSERT_TRUE(panel.shows("dialog/open_weights"));
    EXPECT_TRUE(panel.shows("open/entry/model.safetensors"));
    EXPECT_TRUE(panel.shows("open/entry/model.safetensors.index.json"));
    EXPECT_FALSE(panel.shows("open/entry/photo.png"));
    EXPECT_FALSE(panel.shows("open/entry/lesson.json"));
    panel.click("open/entry/other.safetensors");
    panel.settle();
    EXPECT_FALSE(panel.shows("dialog/open_weights"));
    EXPECT_EQ(panel.module().weights, folder / "other.safetensors");
}

TEST(WeightsPanel, AMissingShardIsNamedBesideThePath) {
    const TemporaryFolder folder;
    const auto index = folder.put("model.safetensors.index.json",
                                  R"({"weight_map": {"proj.weight": "model-00002-of-00002.safetensors"}})");
    const WeightsPanel panel(index);
    EXPECT_TRUE(panel.shows("params/weights/why"));
    EXPECT_TRUE(panel.mentions("model-00002-of-00002.safetensors, which is not beside it"));
    EXPECT_TRUE(panel.module().weights.empty());
}

TEST(ExpectedOptions, AreNamedAsOnTheCommandLineWhereTheyDiffer) {
    const ExpectedPixels expected = parse_preprocessor_config(of_clip);
    model::ModuleOptions module;
    EXPECT_EQ(model::expected_arguments(module, expected),
              "--img-size 48x48 --filter bicubic --normalize clip");
    module.fit = Fit::pad;
    module.filter = ResizeFilter::bicubic;
    EXPECT_EQ(model::expected_arguments(module, expected), "--img-size 48x48 --fit crop --normalize clip");
    EXPECT_EQ(model::expected_arguments(model::with_expected(module, expected), expected), "");
    EXPECT_EQ(model::expected_sentence(english(), ExpectedPixels{}), "");
}

}  // namespace
}  // namespace patchlens
