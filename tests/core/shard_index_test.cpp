// The index of a sharded model: which file holds which tensor.
#include "core/weights/shard_index.h"

#include <gtest/gtest.h>

namespace patchlens {
namespace {

TEST(ShardIndex, NamesTheFileOfEveryTensor) {
    EXPECT_EQ(read_shard_index(R"({"metadata": {"total_size": 9, "weight_map": {"x": "y"}},
        "weight_map": {"vit.layernorm.weight": "model-00001-of-00002.safetensors",
                       "vit.embeddings.cls_token": "model-00002-of-00002.safetensors"},
        "more": [{"weight_map": {"proj.weight": "z"}}]})"),
              (std::vector<ListedTensor>{
                  {"vit.layernorm.weight", "model-00001-of-00002.safetensors"},
                  {"vit.embeddings.cls_token", "model-00002-of-00002.safetensors"},
              }));
}

TEST(ShardIndex, IsNoOtherText) {
    for (const std::string text :
         {"", "[]", "{}", "{\"weight_map\": 3}", "{\"a\": {\"weight_map\": {\"b\": \"c\"}}}",
          "[{\"weight_map\": {\"b\": \"c\"}}]", "{\"weight_map\": {\"proj.weight\": \"b\""})
        EXPECT_EQ(read_shard_index(text), std::nullopt) << text;
    EXPECT_EQ(read_shard_index(std::string(1000000, '[')), std::nullopt);
    EXPECT_EQ(read_shard_index(R"({"weight_map": {}})"), std::vector<ListedTensor>{});
}

}  // namespace
}  // namespace patchlens
