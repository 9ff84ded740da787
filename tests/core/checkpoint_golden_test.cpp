// Files as frameworks and model families store a projection, each against the weight PyTorch's Conv2d has.
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::bits_of;
using file_support::read_whole;

const std::filesystem::path goldens = PATCHLENS_GOLDEN_DIR;

const nlohmann::json& expected_files() {
    static const nlohmann::json json = nlohmann::json::parse(read_whole(goldens / "checkpoint_goldens.json"));
    return json["files"];
}

WeightLayout layout_of(const std::string& name) {
    return name == "mlx" ? WeightLayout::mlx : name == "flax" ? WeightLayout::flax : WeightLayout::torch;
}

TEST(CheckpointGoldens, EveryFileGivesTheWeightOfPyTorchsConv2d) {
    for (const auto& [name, expected] : expected_files().items()) {
        const LoadedProjection loaded = load_projection(goldens / "checkpoints" / name);
        EXPECT_EQ(loaded.parameters.weight.shape(), expected["shape"].get<Shape>()) << name;
        EXPECT_EQ(bits_of(loaded.parameters.weight.values()),
                  expected["weight"].get<std::vector<std::uint32_t>>())
            << name;
        const auto bias = expected["bias"].get<std::vector<std::uint32_t>>();
        EXPECT_EQ(loaded.has_bias, !bias.empty()) << name;
        if (loaded.has_bias) {
            EXPECT_EQ(bits_of(loaded.parameters.bias.values()), bias) << name;
        }
    }
    EXPECT_EQ(expected_files().size(), 25U);
}

TEST(CheckpointGoldens, WhatWasDoneAndWhatSurroundsItIsTold) {
    for (const auto& [name, expected] : expected_files().items()) {
        const LoadedProjection loaded = load_projection(goldens / "checkpoints" / name);
        const WeightLayout layout = layout_of(expected.value("layout", "torch"));
        EXPECT_EQ(loaded.layout, layout) << name;
        EXPECT_EQ(loaded.layout_told, layout != WeightLayout::torch) << name;
        EXPECT_EQ(loaded.time_steps, expected.value("time_steps", 0)) << name;
        EXPECT_EQ(loaded.norm_before, expected.value("norm_before", false)) << name;
        EXPECT_EQ(loaded.norm_follows, expected.value("norm_follows", false)) << name;
        EXPECT_EQ(loaded.was_flat(), name.starts_with("vit_pytorch")) << name;
        const int img_size = expected.value("img_size", 0);
        EXPECT_EQ(loaded.img_size, img_size == 0 ? std::nullopt : std::optional(to_pair(img_size))) << name;
        EXPECT_FALSE(loaded.overlapping()) << name;
    }
}

TEST(CheckpointGoldens, TheFamiliesAreKnownByTheirNames) {
    const auto family = [](const char* name) {
        return load_projection(goldens / "checkpoints" / name).family;
    };
    EXPECT_EQ(family("sam.safetensors"), ModelFamily::patch_projection);
    EXPECT_EQ(family("pixtral.safetensors"), ModelFamily::pixtral);
    EXPECT_EQ(family("glm.safetensors"), ModelFamily::glm);
    EXPECT_EQ(family("convnext.safetensors"), ModelFamily::convnext);
    EXPECT_EQ(family("convnext_timm.safetensors"), ModelFamily::convnext);
    EXPECT_EQ(family("flax.safetensors"), ModelFamily::google);
    EXPECT_EQ(family("vit_pytorch.safetensors"), ModelFamily::vit_pytorch);
}

TEST(CheckpointGoldens, ALayoutTheUserNamesIsTaken) {
    const auto file = goldens / "checkpoints" / "flax_kernel.npy";
    CheckpointOptions options;
    options.layout = WeightLayout::torch;
    EXPECT_EQ(load_projection(file, options).parameters.weight.shape(), (Shape{4, 4, 3, 8}));
    options.layout = WeightLayout::mlx;
    EXPECT_EQ(load_projection(file, options).parameters.weight.shape(), (Shape{4, 8, 4, 3}));
}

}  // namespace
}  // namespace patchlens
