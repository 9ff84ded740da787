// Models in several files, opened through their index.
#include "core/weights/sharded_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"
#include "tests/core/expect_error.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::read_whole;

Tensor rising(const Shape& shape, float first = 0) {
    Tensor tensor(shape);
    for (std::int64_t i = 0; i < tensor.size(); ++i)
        tensor[i] = first + static_cast<float>(i) / 8;
    return tensor;
}

const std::string projection_name = "vit.embeddings.patch_embeddings.projection.weight";

/// A ViT in two shards and its index: the weight in the second, its bias and the positions in the first.
struct ShardedModel {
    TemporaryFolder folder;
    Tensor weight = rising({5, 3, 4, 4});
    Tensor bias = rising({5}, -3);
    std::filesystem::path index = folder / "model.safetensors.index.json";

    explicit ShardedModel(const std::string& second = "model-00002-of-00002.safetensors") {
        const std::string first = "model-00001-of-00002.safetensors";
        write_safetensors(folder / first, {{"vit.embeddings.cls_token", rising({1, 1, 5})},
                                           {"vit.embeddings.patch_embeddings.projection.bias", bias},
                                           {"vit.embeddings.position_embeddings", rising({1, 10, 5})}});
        write_safetensors(folder / "model-00002-of-00002.safetensors",
                          {{"vit.layernorm.weight", rising({5})}, {projection_name, weight}},
                          {{"format", "pt"}});
        list({{"vit.embeddings.cls_token", first},
              {"vit.embeddings.patch_embeddings.projection.bias", first},
              {"vit.embeddings.position_embeddings", first},
              {"vit.layernorm.weight", "model-00002-of-00002.safetensors"},
              {projection_name, second},
              {"vit.encoder.layer.0.output.dense.weight", "model-00003-of-00003.safetensors"}});
    }

    void list(const nlohmann::json& tensors) const {
        folder.put(index.filename().string(),
                   nlohmann::json{{"metadata", {{"total_size", 1}}}, {"weight_map", tensors}}.dump());
    }
};

TEST(ShardedFile, ThroughItsIndexAModelIsReadAsIfItWereOneFile) {
    const ShardedModel model;
    const LoadedProjection loaded = load_projection(model.index);
    EXPECT_EQ(loaded.parameters.weight, model.weight);
    EXPECT_EQ(loaded.parameters.bias, model.bias);
    EXPECT_EQ(loaded.tensor, projection_name);
    EXPECT_EQ(loaded.shard, "model-00002-of-00002.safetensors");
    EXPECT_EQ(loaded.family, ModelFamily::hugging_face);
    EXPECT_EQ(loaded.img_size, to_pair(3 * 4));
    ASSERT_EQ(loaded.around.size(), 2U);
    EXPECT_EQ(loaded.around[0].tensor, "vit.embeddings.cls_token");
    EXPECT_EQ(loaded.around[1].tensor, "vit.embeddings.position_embeddings");
}

TEST(ShardedFile, OneFileIsNoShard) {
    const ShardedModel model;
    EXPECT_EQ(load_projection(model.folder / "model-00002-of-00002.safetensors").shard, "");
}

TEST(ShardedFile, ShardsThatPyTorchSavedAreFollowedToo) {
    const TemporaryFolder folder;
    folder.put("pytorch_model-00001-of-00001.bin",
               read_whole(std::filesystem::path(PATCHLENS_GOLDEN_DIR) / "torch" / "module.pth"));
    const auto index = folder.put("pytorch_model.bin.index.json", R"({"weight_map": {
        "patch_embed.proj.weight": "pytorch_model-00001-of-00001.bin",
        "patch_embed.proj.bias": "pytorch_model-00001-of-00001.bin"}})");
    const LoadedProjection loaded = load_projection(index);
    EXPECT_EQ(loaded.parameters.weight, rising({4, 3, 2, 2}));
    EXPECT_TRUE(loaded.has_bias);
}

TEST(ShardedFile, AMissingShardIsNamed) {
    const ShardedModel model("model-00007-of-00009.safetensors");
    expect_error(ErrorCode::shard_missing, projection_name + ", model-00007-of-00009.safetensors",
                 [&] { load_projection(model.index); });
    std::filesystem::remove(model.folder / "model-00001-of-00002.safetensors");
    model.list({{projection_name, "model-00002-of-00002.safetensors"},
                {"vit.embeddings.patch_embeddings.projection.bias", "model-00001-of-00002.safetensors"}});
    expect_error(ErrorCode::shard_missing, "projection.bias, model-00001-of-00002.safetensors",
                 [&] { load_projection(model.index); });
}

TEST(ShardedFile, WhatStandsAroundTheProjectionMayBeMissing) {
    const ShardedModel model;
    model.list({{projection_name, "model-00002-of-00002.safetensors"},
                {"vit.embeddings.position_embeddings", "model-00008-of-00009.safetensors"}});
    const LoadedProjection loaded = load_projection(model.index);
    EXPECT_EQ(loaded.parameters.weight, model.weight);
    EXPECT_FALSE(loaded.has_bias);
    EXPECT_TRUE(loaded.around.empty());
}

TEST(ShardedFile, AShardStandsBesideItsIndexAndNowhereElse) {
    for (const std::string shard : {"../model.safetensors", "/etc/passwd", "a/model.safetensors", "..", ".",
                                    "", "./model.safetensors", "a/"}) {
        const ShardedModel model(shard);
        expect_error(ErrorCode::shard_outside, model.index.string(), [&] { load_projection(model.index); });
    }
}

TEST(ShardedFile, AnIndexIsNoShard) {
    const ShardedModel model("model.safetensors.index.json");
    expect_error(ErrorCode::weights_format_refused, "index.json", [&] { load_projection(model.index); });
}

TEST(ShardedFile, AShardWithoutTheListedTensorLacksIt) {
    const ShardedModel model("model-00001-of-00002.safetensors");
    expect_error(ErrorCode::tensor_data_missing, projection_name, [&] { load_projection(model.index); });
}

TEST(ShardedFile, TheWantedTensorIsFoundInItsShard) {
    const ShardedModel model;
    EXPECT_EQ(load_projection(model.index, {.tensor = projection_name}).parameters.weight, model.weight);
    expect_error(ErrorCode::tensor_missing, "absent.weight, " + projection_name,
                 [&] { load_projection(model.index, {.tensor = "absent.weight"}); });
    expect_error(ErrorCode::weight_shape_refused, "vit.layernorm.weight",
                 [&] { load_projection(model.index, {.tensor = "vit.layernorm.weight"}); });
}

TEST(ShardedFile, AnIndexWithoutAProjectionSaysSo) {
    const ShardedModel model;
    model.list({{"lm_head.weight", "model-00001-of-00002.safetensors"}});
    expect_error(ErrorCode::shards_without_projection, model.index.string(),
                 [&] { load_projection(model.index); });
}

TEST(ShardedFile, AnIndexIsToldByItsContent) {
    const ShardedModel model;
    std::filesystem::rename(model.index, model.folder / "list.safetensors");
    EXPECT_EQ(load_projection(model.folder / "list.safetensors").parameters.weight, model.weight);
}

TEST(ShardedFile, ADamagedShardIsNamed) {
    const ShardedModel model;
    model.folder.put("model-00002-of-00002.safetensors", "<html><body>Sign in</body></html>");
    expect_error(ErrorCode::web_page_refused, "model-00002-of-00002.safetensors",
                 [&] { load_projection(model.index); });
}

}  // namespace
}  // namespace patchlens
