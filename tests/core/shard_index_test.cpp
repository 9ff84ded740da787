// The index of a sharded model: which file holds the projection.
#include "core/weights/shard_index.h"

#include <gtest/gtest.h>

namespace patchlens {
namespace {

TEST(ShardIndex, NamesTheFileOfTheProjection) {
    EXPECT_EQ(find_in_shard_index(R"({"metadata": {"total_size": 9, "weight_map": {"x": "y"}},
        "weight_map": {"vit.layernorm.weight": "model-00001-of-00002.safetensors",
                       "vit.embeddings.patch_embeddings.projection.weight": "model-00002-of-00002.safetensors"},
        "more": [{"weight_map": {"proj.weight": "z"}}]})"),
              (ListedTensor{"vit.embeddings.patch_embeddings.projection.weight",
                            "model-00002-of-00002.safetensors"}));
}

TEST(ShardIndex, MayNameNoProjection) {
    EXPECT_EQ(find_in_shard_index(R"({"weight_map": {"lm_head.weight": "a.safetensors"}})"), ListedTensor{});
}

TEST(ShardIndex, IsNoOtherText) {
    for (const std::string text :
         {"", "[]", "{}", "{\"weight_map\": 3}", "{\"a\": {\"weight_map\": {\"b\": \"c\"}}}",
          "[{\"weight_map\": {\"b\": \"c\"}}]", "{\"weight_map\": {\"proj.weight\": \"b\""})
        EXPECT_EQ(find_in_shard_index(text), std::nullopt) << text;
    EXPECT_EQ(find_in_shard_index(std::string(1000000, '[')), std::nullopt);
}

}  // namespace
}  // namespace patchlens
