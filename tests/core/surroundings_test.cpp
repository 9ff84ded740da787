// What is told of the tensors around a projection.
#include "core/weights/surroundings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using testing::ElementsAre;

/// The surroundings found in a file of tensors of these shapes, each as "tensor shape", and of positions also
/// the grid and the other rows.
std::vector<std::string> around(const std::vector<std::pair<std::string, Shape>>& shapes) {
    const TemporaryFolder folder;
    std::vector<Tensor> tensors;
    std::vector<NamedTensor> named;
    tensors.reserve(shapes.size());
    for (const auto& [name, shape] : shapes) {
        tensors.push_back(Tensor::zeros(shape));
        named.push_back({name, tensors.back()});
    }
    write_safetensors(folder / "model.safetensors", named);
    std::vector<std::string> told;
    for (const Surrounding& found : load_projection(folder / "model.safetensors").around) {
        std::string text = found.tensor + " " + to_string(found.shape);
        if (found.grid)
            text += " " + std::to_string(found.grid->height) + "x" + std::to_string(found.grid->width) + "+" +
                    std::to_string(found.other_rows);
        told.push_back(text);
    }
    return told;
}

TEST(Surroundings, OfADistilledViTOfTimm) {
    EXPECT_THAT(around({{"cls_token", {1, 1, 8}},
                        {"dist_token", {1, 1, 8}},
                        {"pos_embed", {1, 18, 8}},
                        {"patch_embed.proj.weight", {8, 3, 4, 4}},
                        {"blocks.0.norm1.weight", {8}},
                        {"norm.weight", {8}}}),
                ElementsAre("cls_token [1, 1, 8]", "dist_token [1, 1, 8]", "pos_embed [1, 18, 8] 4x4+2"));
}

TEST(Surroundings, OfDinoWithRegisters) {
    EXPECT_THAT(around({{"embeddings.cls_token", {1, 1, 8}},
                        {"embeddings.register_tokens", {1, 4, 8}},
                        {"embeddings.mask_token", {1, 8}},
                        {"embeddings.position_embeddings", {1, 10, 8}},
                        {"embeddings.patch_embeddings.projection.weight", {8, 3, 4, 4}}}),
                ElementsAre("embeddings.cls_token [1, 1, 8]", "embeddings.register_tokens [1, 4, 8]",
                            "embeddings.position_embeddings [1, 10, 8] 3x3+1"));
}

TEST(Surroundings, OfClipAreThoseOfItsPictures) {
    // The text encoder has positions too.
    EXPECT_THAT(around({{"positional_embedding", {17, 8}},
                        {"visual.class_embedding", {8}},
                        {"visual.positional_embedding", {10, 8}},
                        {"visual.conv1.weight", {8, 3, 4, 4}},
                        {"visual.ln_pre.weight", {8}},
                        {"visual.ln_post.weight", {8}}}),
                ElementsAre("visual.class_embedding [8]", "visual.positional_embedding [10, 8] 3x3+1",
                            "visual.ln_pre.weight [8]"));
}

TEST(Surroundings, OfTheLinearOfVitPytorchAreBothNorms) {
    EXPECT_THAT(around({{"to_patch_embedding.1.weight", {48}},
                        {"to_patch_embedding.2.weight", {8, 48}},
                        {"to_patch_embedding.3.weight", {8}},
                        {"cls_token", {1, 1, 8}},
                        {"pos_embedding", {1, 10, 8}}}),
                ElementsAre("to_patch_embedding.1.weight [48]", "to_patch_embedding.3.weight [8]",
                            "cls_token [1, 1, 8]", "pos_embedding [1, 10, 8] 3x3+1"));
}

TEST(Surroundings, OfSwinIsTheNormAfter) {
    EXPECT_THAT(around({{"patch_embed.proj.weight", {8, 3, 4, 4}}, {"patch_embed.norm.weight", {8}}}),
                ElementsAre("patch_embed.norm.weight [8]"));
    // A batch norm is none.
    EXPECT_THAT(around({{"patch_embed.proj.weight", {8, 3, 4, 4}},
                        {"patch_embed.norm.weight", {8}},
                        {"patch_embed.norm.running_mean", {8}}}),
                ElementsAre());
}

TEST(Surroundings, OfSamIsAGridOfPositions) {
    EXPECT_THAT(around({{"vision_encoder.patch_embed.projection.weight", {8, 3, 4, 4}},
                        {"vision_encoder.pos_embed", {1, 3, 5, 8}}}),
                ElementsAre("vision_encoder.pos_embed [1, 3, 5, 8] 3x5+0"));
}

TEST(Surroundings, PositionsOfNoSquareAreToldWithoutAGrid) {
    EXPECT_THAT(around({{"patch_embed.proj.weight", {8, 3, 4, 4}}, {"pos_embed", {1, 15, 8}}}),
                ElementsAre("pos_embed [1, 15, 8]"));
    // Positions of other vectors are not this model's.
    EXPECT_THAT(around({{"patch_embed.proj.weight", {8, 3, 4, 4}}, {"pos_embed", {1, 17, 9}}}),
                ElementsAre());
}

TEST(Surroundings, AClassTokenIsOneVectorAndPositionsAreOnce) {
    EXPECT_THAT(around({{"patch_embed.proj.weight", {8, 3, 4, 4}},
                        {"cls_token", {2, 1, 8}},
                        {"dist_token", {1, 2, 8}},
                        {"pos_embed", {2, 17, 8}}}),
                ElementsAre());
}

TEST(Surroundings, ThePositionsAndTheClassTokenAreRead) {
    const TemporaryFolder folder;
    Tensor positions({1, 10, 4});
    for (std::int64_t i = 0; i < positions.size(); ++i)
        positions[i] = static_cast<float>(i) / 8;
    const Tensor token({1, 1, 4}, {1, -2, 3, -4});
    const Tensor weight = Tensor::zeros({4, 3, 2, 2});
    write_safetensors(folder / "vit.safetensors",
                      {{"cls_token", token}, {"patch_embed.proj.weight", weight}, {"pos_embed", positions}});
    const LoadedProjection loaded = load_projection(folder / "vit.safetensors");
    EXPECT_EQ(loaded.positions.shape(), (Shape{10, 4}));
    EXPECT_EQ(loaded.positions[7], 0.875F);
    EXPECT_EQ(loaded.class_token, Tensor({1, 4}, {1, -2, 3, -4}));
}

TEST(Surroundings, PositionsOfAnUnknownGridAreNotRead) {
    const TemporaryFolder folder;
    const Tensor positions = Tensor::zeros({1, 15, 4});
    const Tensor weight = Tensor::zeros({4, 3, 2, 2});
    write_safetensors(folder / "vit.safetensors",
                      {{"patch_embed.proj.weight", weight}, {"pos_embed", positions}});
    const LoadedProjection loaded = load_projection(folder / "vit.safetensors");
    EXPECT_TRUE(loaded.positions.empty());
    EXPECT_TRUE(loaded.class_token.empty());
}

}  // namespace
}  // namespace patchlens
