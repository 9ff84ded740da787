#include "core/weights/checkpoint.h"

#include <cstdint>
#include <ctime>
#include <numeric>

#include <gtest/gtest.h>

#include "core/weights/npy.h"
#include "core/weights/safetensors.h"
#include "tests/core/file_support.h"

namespace patchlens {
namespace {

using file_support::error_of;

/// 0, 1, 2, … as a tensor of `shape`.
Tensor counted(Shape shape) {
    Tensor tensor(std::move(shape));
    std::iota(tensor.values().begin(), tensor.values().end(), 0.0F);
    return tensor;
}

using Shapes = std::vector<std::pair<std::string, Shape>>;

/// A model file with these tensors, every one counting from 0.
std::filesystem::path model_file(const TemporaryFolder& folder, const Shapes& shapes) {
    std::vector<Tensor> tensors;
    tensors.reserve(shapes.size());
    std::vector<NamedTensor> named;
    for (const auto& [name, shape] : shapes) {
        tensors.push_back(counted(shape));
        named.push_back({name, tensors.back()});
    }
    write_safetensors(folder / "model.safetensors", named);
    return folder / "model.safetensors";
}

LoadedProjection load(const Shapes& shapes, const CheckpointOptions& options = {}) {
    const TemporaryFolder folder;
    return load_projection(model_file(folder, shapes), options);
}
std::string error_with(const Shapes& shapes, const CheckpointOptions& options = {}) {
    return error_of([&] { load(shapes, options); });
}

struct Named {
    std::string tensor;
    ModelFamily family;
};

TEST(Checkpoint, FindsTheProjectionOfEveryFamily) {
    for (const auto& [tensor, family] : {
             Named{"patch_embed.proj.weight", ModelFamily::timm},
             Named{"module.patch_embed.proj.weight", ModelFamily::timm},
             Named{"model.visual.trunk.patch_embed.proj.weight", ModelFamily::timm},
             Named{"image_encoder.patch_embed.proj.weight", ModelFamily::timm},
             Named{"vit.embeddings.patch_embeddings.projection.weight", ModelFamily::hugging_face},
             Named{"embeddings.patch_embeddings.projection.weight", ModelFamily::hugging_face},
             Named{"embeddings.patch_embeddings.weight", ModelFamily::hugging_face_dinov3},
             Named{"vision_model.embeddings.patch_embedding.weight", ModelFamily::hugging_face_clip},
             Named{"visual.conv1.weight", ModelFamily::open_clip},
             Named{"module.visual.conv1.weight", ModelFamily::open_clip},
             Named{"conv_proj.weight", ModelFamily::torchvision},
             Named{"stem.proj.weight", ModelFamily::mixer},
             Named{"embeds.proj.weight", ModelFamily::naflex},
             Named{"backbone.patch_embed1.proj.weight", ModelFamily::pyramid},
             Named{"segformer.encoder.patch_embeddings.0.proj.weight", ModelFamily::segformer},
             Named{"proj.weight", ModelFamily::plain},
             Named{"module.proj.weight", ModelFamily::plain},
             Named{"weight", ModelFamily::plain},
         }) {
        const std::string bias = tensor.substr(0, tensor.size() - 6) + "bias";
        const LoadedProjection loaded = load({{"blocks.0.attn.proj.weight", {5, 5}},
                                              {"blocks.0.attn.proj.bias", {5}},
                                              {tensor, {5, 3, 4, 4}},
                                              {bias, {5}}});
        EXPECT_EQ(loaded.tensor, tensor);
        EXPECT_EQ(loaded.family, family) << tensor;
        EXPECT_EQ(loaded.parameters.weight, counted({5, 3, 4, 4}));
        EXPECT_EQ(loaded.parameters.bias, counted({5}));
        EXPECT_TRUE(loaded.has_bias);
        EXPECT_FALSE(loaded.norm_follows);
        EXPECT_FALSE(loaded.overlapping()) << tensor;
        EXPECT_TRUE(loaded.others.empty());
    }
}

TEST(Checkpoint, ASuffixCountsOnlyAfterADot) {
    EXPECT_EQ(
        error_with({{"old_patch_embed.proj.weight", {5, 3, 4, 4}}, {"blocks.0.attn.proj.weight", {5, 5}}}),
        "projection_missing");
}

TEST(Checkpoint, AMissingBiasIsSaid) {
    const LoadedProjection loaded = load({{"visual.conv1.weight", {5, 3, 4, 4}}});
    EXPECT_FALSE(loaded.has_bias);
    EXPECT_TRUE(loaded.parameters.bias.empty());
}

TEST(Checkpoint, ANormBesideTheProjectionIsSaid) {
    EXPECT_TRUE(
        load({{"patch_embed.proj.weight", {5, 3, 4, 4}}, {"patch_embed.norm.weight", {5}}}).norm_follows);
    EXPECT_TRUE(load({{"swin.embeddings.patch_embeddings.projection.weight", {5, 3, 4, 4}},
                      {"swin.embeddings.norm.weight", {5}}})
                    .norm_follows);
    EXPECT_TRUE(load({{"a.patch_embeddings.0.proj.weight", {5, 3, 7, 7}},
                      {"a.patch_embeddings.0.layer_norm.weight", {5}}})
                    .norm_follows);
    EXPECT_FALSE(load({{"patch_embed.proj.weight", {5, 3, 4, 4}}, {"norm.weight", {5}}}).norm_follows);
}

TEST(Checkpoint, AKernelLargerThanItsStepOverlaps) {
    for (const char* tensor :
         {"patch_embed1.proj.weight", "patch_embeddings.0.proj.weight", "patch_embed.proj.weight"}) {
        const LoadedProjection loaded = load({{tensor, {5, 3, 7, 7}}});
        EXPECT_TRUE(loaded.overlapping()) << tensor;
        EXPECT_EQ(loaded.stride, to_pair(4));
        EXPECT_EQ(loaded.patch_size(), to_pair(7));
        EXPECT_EQ(loaded.padding, to_pair(3));
    }
    const LoadedProjection cvt = load({{"stage0.patch_embed.proj.weight", {5, 3, 7, 7}}});
    EXPECT_EQ(cvt.sliding(), (Sliding{to_pair(4), to_pair(2)}));
    const std::string stage = "cvt.encoder.stages.0.embedding.convolution_embeddings.";
    const LoadedProjection hugging_face = load({{stage + "projection.weight", {5, 3, 7, 7}},
                                                {stage + "projection.bias", {5}},
                                                {stage + "normalization.weight", {5}}});
    EXPECT_EQ(hugging_face.family, ModelFamily::cvt);
    EXPECT_EQ(hugging_face.sliding(), (Sliding{to_pair(4), to_pair(2)}));
    EXPECT_TRUE(hugging_face.has_bias && hugging_face.norm_follows);
    const LoadedProjection first_pvt = load({{"patch_embed1.proj.weight", {5, 3, 4, 4}}});
    EXPECT_EQ(first_pvt.sliding(), Sliding{});
}

TEST(Checkpoint, OfSeveralTheLongestSuffixThenTheFirstInTheFile) {
    const LoadedProjection loaded = load({{"a.conv_proj.weight", {1, 3, 4, 4}},
                                          {"a.patch_embed.proj.weight", {2, 3, 4, 4}},
                                          {"b.patch_embed.proj.weight", {3, 3, 4, 4}},
                                          {"c.embeddings.patch_embedding.weight", {4, 3, 4, 4}}});
    EXPECT_EQ(loaded.tensor, "c.embeddings.patch_embedding.weight");
    EXPECT_EQ(loaded.others, (std::vector<std::string>{"a.patch_embed.proj.weight",
                                                       "b.patch_embed.proj.weight", "a.conv_proj.weight"}));
}

TEST(Checkpoint, ANameGivenGoesFirst) {
    const Shapes shapes{{"patch_embed.proj.weight", {2, 3, 4, 4}},
                        {"stem.conv.weight", {3, 3, 4, 4}},
                        {"stem.conv.bias", {3}},
                        {"kernel", {4, 3, 4, 4}}};
    const LoadedProjection named = load(shapes, {.tensor = "stem.conv.weight"});
    EXPECT_EQ(named.parameters.weight.dimension(0), 3);
    EXPECT_EQ(named.family, ModelFamily::unknown);
    EXPECT_TRUE(named.has_bias);
    EXPECT_EQ(named.others, std::vector<std::string>{"patch_embed.proj.weight"});
    EXPECT_FALSE(load(shapes, {.tensor = "kernel"}).has_bias);
    EXPECT_EQ(load(shapes, {.tensor = "patch_embed.proj.weight"}).family, ModelFamily::timm);
    EXPECT_EQ(error_with(shapes, {.tensor = "patch_embed.proj"}), "tensor_missing");
}

TEST(Checkpoint, ImgSizeComesFromThePositionEmbedding) {
    struct Case {
        Shapes shapes;
        std::optional<Size> img_size;
    };
    const Shape kernel{8, 3, 2, 2};
    for (const auto& [shapes, img_size] : {
             Case{{{"patch_embed.proj.weight", kernel}, {"pos_embed", {1, 10, 8}}}, to_pair(6)},
             Case{{{"patch_embed.proj.weight", kernel}, {"pos_embed", {1, 9, 8}}}, to_pair(6)},
             Case{{{"patch_embed.proj.weight", kernel}, {"pos_embed", {1, 11, 8}}}, to_pair(6)},
             Case{{{"e.patch_embed.proj.weight", kernel}, {"e.pos_embed", {1, 3, 5, 8}}}, Size{6, 10}},
             Case{{{"vit.embeddings.patch_embeddings.projection.weight", kernel},
                   {"vit.embeddings.position_embeddings", {1, 17, 8}}},
                  to_pair(8)},
             Case{{{"vision_model.embeddings.patch_embedding.weight", kernel},
                   {"text_model.embeddings.position_embedding.weight", {4, 8}},
                   {"vision_model.embeddings.position_embedding.weight", {26, 8}}},
                  to_pair(10)},
             Case{{{"visual.conv1.weight", kernel},
                   {"positional_embedding", {77, 6}},
                   {"visual.positional_embedding", {50, 8}}},
                  to_pair(14)},
             Case{{{"visual.conv1.weight", kernel},
                   {"positional_embedding", {64, 8}},
                   {"visual.positional_embedding", {26, 8}}},
                  to_pair(10)},
             Case{{{"conv_proj.weight", kernel}, {"encoder.pos_embedding", {1, 5, 8}}}, to_pair(4)},
             Case{{{"patch_embed.proj.weight", kernel}, {"pos_embed", {1, 7, 8}}}, std::nullopt},
             Case{{{"patch_embed.proj.weight", kernel}, {"decoder_pos_embed", {1, 9, 8}}}, std::nullopt},
             Case{{{"patch_embed.proj.weight", kernel}}, std::nullopt},
         }) {
        EXPECT_EQ(load(shapes).img_size, img_size) << shapes.back().first << to_string(shapes.back().second);
    }
}

TEST(Checkpoint, AFlatWeightAsksForItsOrder) {
    const Shapes flat{{"embeds.proj.weight", {2, 12}}, {"embeds.proj.bias", {2}}};
    EXPECT_EQ(error_with(flat), "flat_order_needed");
    const LoadedProjection first = load(flat, {.flat_order = FlatOrder::channels_first});
    EXPECT_TRUE(first.was_flat());
    EXPECT_TRUE(first.has_bias);
    EXPECT_EQ(first.parameters.weight, counted({2, 3, 2, 2}));
    const LoadedProjection last = load(flat, {.flat_order = FlatOrder::channels_last});
    EXPECT_EQ(last.parameters.weight, Tensor({2, 3, 2, 2}, {0,  3,  6,  9,  1,  4,  7,  10, 2,  5,  8,  11,
                                                            12, 15, 18, 21, 13, 16, 19, 22, 14, 17, 20, 23}));
}

TEST(Checkpoint, AFlatWeightsPatchIsAskedForWhereItsColumnsLeaveItOpen) {
    const CheckpointOptions order{.flat_order = FlatOrder::channels_first};
    CheckpointOptions grey = order;
    grey.in_chans = 1;
    CheckpointOptions wide = order;
    wide.patch_size = Size{1, 4};
    // 16 columns are 4x4 grey or 2x2 with four channels; 24 are no square at all.
    EXPECT_EQ(error_with({{"embeds.proj.weight", {2, 16}}}, order), "flat_patch_needed");
    EXPECT_EQ(load({{"embeds.proj.weight", {2, 16}}}, grey).parameters.weight.shape(), (Shape{2, 1, 4, 4}));
    EXPECT_EQ(error_with({{"embeds.proj.weight", {2, 24}}}, order), "flat_patch_needed");
    EXPECT_EQ(load({{"embeds.proj.weight", {2, 12}}}, wide).parameters.weight.shape(), (Shape{2, 3, 1, 4}));
    EXPECT_EQ(error_with({{"embeds.proj.weight", {2, 20}}}, wide), "flat_patch_needed");
}

TEST(Checkpoint, ShapesThatAreNoProjectionHaveTheirOwnSentences) {
    EXPECT_EQ(error_with({{"patch_embed.proj.weight", {2, 3, 4}}}), "weight_shape_refused");
    EXPECT_EQ(error_with({{"patch_embed.proj.weight", {}}}), "weight_shape_refused");
    EXPECT_EQ(error_with({{"patch_embed.proj.weight", {2, 0, 4, 4}}}), "weight_shape_refused");
    EXPECT_EQ(error_with({{"patch_embed.proj.weight", {2, 3, 4, 4}}, {"patch_embed.proj.bias", {3}}}),
              "shape_mismatch");
    EXPECT_EQ(error_with({}), "no_tensors");
}

TEST(Checkpoint, AnNpyFileIsTheWeightItself) {
    const TemporaryFolder folder;
    write_npy(folder / "kernel.npy", counted({7, 3, 4, 5}));
    const LoadedProjection loaded = load_projection(folder / "kernel.npy");
    EXPECT_EQ(loaded.parameters.weight, counted({7, 3, 4, 5}));
    EXPECT_EQ(loaded.family, ModelFamily::plain);
    EXPECT_FALSE(loaded.has_bias);
    EXPECT_FALSE(loaded.overlapping());
    EXPECT_EQ(loaded.patch_size(), (Size{4, 5}));
    write_npy(folder / "flat.npy", counted({2, 12}));
    EXPECT_EQ(error_of([&] { load_projection(folder / "flat.npy"); }), "flat_order_needed");
    write_npy(folder / "video.npy", counted({8, 3, 2, 1, 1}));
    const LoadedProjection video = load_projection(folder / "video.npy");
    EXPECT_EQ(video.time_steps, 2);
    EXPECT_EQ(video.parameters.weight.shape(), (Shape{8, 3, 1, 1}));
    EXPECT_EQ(video.parameters.weight[0], 0 + 1);
    EXPECT_EQ(video.parameters.weight[23], 46 + 47);
}

TEST(Checkpoint, TheFormatIsToldByTheContentWhereTheNameDoesNot) {
    const TemporaryFolder folder;
    write_npy(folder / "kernel.bin", counted({2, 3, 4, 4}));
    EXPECT_EQ(load_projection(folder / "kernel.bin").parameters.weight.dimension(0), 2);
    const Tensor weight = counted({2, 3, 4, 4});
    write_safetensors(folder / "model", {{"proj.weight", weight}});
    EXPECT_EQ(load_projection(folder / "model").parameters.weight, weight);
    std::filesystem::rename(folder / "model", folder / "MODEL.SAFETENSORS");
    EXPECT_EQ(load_projection(folder / "MODEL.SAFETENSORS").parameters.weight, weight);
}

TEST(Checkpoint, TheAdviceInPythonHoldsWhateverTheFileIsCalled) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.put("a\"b\\c.pt", "\x80\x02}q");
    try {
        load_projection(path);
        FAIL() << "nothing thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.name(), "pickle_refused");
        EXPECT_TRUE(error.arguments().at(1).text.ends_with(R"(/a\"b\\c.pt")")) << error.what();
    }
}

TEST(Checkpoint, OtherFilesAreRefusedWithTheWayOut) {
    const TemporaryFolder folder;
    const auto error_in = [&](const std::string& name, std::string_view content) {
        const std::filesystem::path path = folder.put(name, content);
        return error_of([&] { load_projection(path); });
    };
    const std::string_view zip{"PK\3\4\0\0\10\10\0\0", 10};
    EXPECT_EQ(error_in("model.pth", zip), "archive_damaged");
    EXPECT_EQ(error_in("model.safetensors", zip), "archive_damaged");
    EXPECT_EQ(error_in("arrays.npz", zip), "archive_damaged");
    EXPECT_EQ(error_in("pytorch_model.bin", "\x80\x02}q"), "pickle_refused");
    EXPECT_EQ(error_in("MODEL.PT", "ustar"), "pickle_refused");
    EXPECT_EQ(error_in("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
              "lfs_pointer_refused");
    EXPECT_EQ(error_in("model.safetensors", "Not Found"), "text_refused");
    EXPECT_EQ(error_in("pytorch_model.bin", "Entry not found"), "text_refused");
    EXPECT_EQ(error_in("pytorch_model.bin", "\n <html>"), "web_page_refused");
    EXPECT_EQ(error_in("picture.png", "\x89PNG"), "weights_format_refused");
    EXPECT_EQ(error_in("empty.safetensors", ""), "file_empty");
    EXPECT_EQ(error_in("short.safetensors", "1234"), "safetensors_length_missing");
    EXPECT_EQ(error_in("damaged.npy", "1234"), "npy_magic_missing");
    EXPECT_EQ(error_of([&] { load_projection(folder / ""); }), "file_irregular");
    EXPECT_EQ(error_of([&] { load_projection(folder / "absent.safetensors"); }), "file_unreadable");
}

TEST(Checkpoint, EveryKindOfFileIsCalledWhatItIs) {
    const TemporaryFolder folder;
    const auto error_in = [&](const std::string& name, std::string_view content) {
        const std::filesystem::path path = folder.put(name, content);
        return error_of([&] { load_projection(path); });
    };
    EXPECT_EQ(error_in("a.safetensors", "<!DOCTYPE html><html></html>"), "web_page_refused");
    EXPECT_EQ(error_in("a.npy", "\n  <html lang=\"en\"><head>"), "web_page_refused");
    EXPECT_EQ(error_in("a.pt", "<?xml version=\"1.0\"?><Error>"), "web_page_refused");
    EXPECT_EQ(error_in("a.safetensors", "Entry not found, sorry"), "text_refused");
    EXPECT_EQ(error_in("config.json", "{\"model_type\": \"vit\"}"), "json_refused");
    EXPECT_EQ(error_in("a.safetensors", "{}"), "json_refused");
    EXPECT_EQ(error_in("a.bin", std::string_view("GGUF\3\0\0\0", 8)), "gguf_damaged");
    EXPECT_EQ(error_in("a.safetensors", "\x89HDF\r\n\x1a\n"), "hdf5_refused");
    EXPECT_EQ(error_in("a.safetensors", std::string_view("\x1f\x8b\x08\0", 4)), "archive_refused");
    EXPECT_EQ(error_in("a.npy", std::string_view("\x08\x01\x12\x90\x01\x0a\x04", 7)), "tensorflow_refused");
    EXPECT_EQ(error_in("a.pb", std::string_view("\x0a\x1f\x0a\x05input\x12\x0bPlaceholder", 23)),
              "tensorflow_refused");
    EXPECT_EQ(error_in("a.bin", std::string_view("\x08\x08\x12\x07pytorch", 11)), "onnx_refused");
    EXPECT_EQ(error_in("a.safetensors", std::string_view("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46", 8)),
              "pickle_refused");
    EXPECT_EQ(error_in("paper.pt", "%PDF-1.7\n%\xe2\xe3\n\x01\x02"), "weights_format_refused");
    EXPECT_EQ(error_in("photo.ckpt", std::string_view("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16)),
              "weights_format_refused");
    EXPECT_EQ(error_in("a.index.json", R"({"weight_map": {"x.weight": "model-1.safetensors"}})"),
              "shards_without_projection");
}

TEST(Checkpoint, SafetensorsAreReadWhateverTheirEnding) {
    const TemporaryFolder folder;
    const Tensor weight = counted({7, 3, 4, 4});
    for (const char* name : {"model.pt", "model.bin", "model.npy", "model.json", "model"}) {
        write_safetensors(folder / name, {{"proj.weight", weight}});
        EXPECT_EQ(load_projection(folder / name).parameters.weight, weight) << name;
    }
}

TEST(Checkpoint, TheStemOfAResNetIsNoPatchProjection) {
    const Shape stem{32, 3, 3, 3};
    for (const char* beside : {"visual.bn1.weight", "visual.layer1.0.conv1.weight"}) {
        EXPECT_EQ(error_with({{"visual.conv1.weight", stem}, {beside, {32}}}), "resnet_stem_refused")
            << beside;
        EXPECT_EQ(
            error_with({{"visual.conv1.weight", stem}, {beside, {32}}}, {.tensor = "visual.conv1.weight"}),
            "resnet_stem_refused");
    }
    EXPECT_EQ(error_with({{"conv1.weight", {64, 3, 7, 7}},
                          {"bn1.weight", {64}},
                          {"layer1.0.conv1.weight", {64, 64, 1, 1}}}),
              "resnet_stem_refused");
    EXPECT_EQ(load({{"visual.conv1.weight", {8, 3, 4, 4}}, {"text.layer1.weight", {2}}}).family,
              ModelFamily::open_clip);
}

TEST(Checkpoint, ABatchNormBehindAStemMakesItNoConvNeXt) {
    EXPECT_EQ(error_with({{"features.0.0.weight", {8, 3, 3, 3}},
                          {"features.0.1.weight", {8}},
                          {"features.0.1.running_mean", {8}}}),
              "projection_missing");
    EXPECT_TRUE(load({{"features.0.0.weight", {8, 3, 4, 4}}, {"features.0.1.weight", {8}}}).norm_follows);
}

TEST(Checkpoint, AnAmbiguousLayoutIsAskedForAndTold) {
    const Shapes shapes{{"proj.weight", {24, 4, 4, 3}}};
    EXPECT_EQ(error_with(shapes), "weight_layout_needed");
    const LoadedProjection mlx = load(shapes, {.layout = WeightLayout::mlx});
    EXPECT_TRUE(mlx.layout_told);
    EXPECT_EQ(mlx.parameters.weight.shape(), (Shape{24, 3, 4, 4}));
    EXPECT_EQ(mlx.parameters.weight[1], 3);  // the next pixel's red is three numbers further
    const LoadedProjection torch = load(shapes, {.layout = WeightLayout::torch});
    EXPECT_TRUE(torch.layout_told);
    EXPECT_EQ(torch.parameters.weight, counted({24, 4, 4, 3}));
}

TEST(Checkpoint, ALayoutThatTheBiasContradictsIsRefusedWithTheOneThatFits) {
    const Shapes shapes{{"proj.weight", {24, 3, 8, 8}}, {"proj.bias", {24}}};
    try {
        load(shapes, {.layout = WeightLayout::flax});
        FAIL() << "eight filters were taken for 24";
    } catch (const Error& error) {
        EXPECT_EQ(error.name(), "weight_layout_contradicted");
        EXPECT_EQ(error.arguments().at(3), "torch [embed_dim, in_chans, height, width]");
        EXPECT_EQ(error.arguments().at(5), "24");
        EXPECT_EQ(error.arguments().at(6), "8");
    }
    EXPECT_EQ(error_with({{"proj.weight", {24, 3, 8, 8}}, {"proj.bias", {5}}}), "shape_mismatch");
    EXPECT_TRUE(load(shapes, {.layout = WeightLayout::torch}).has_bias);
}

TEST(Checkpoint, AWeightOfNoPicturesChannelsIsNamedWithItsShape) {
    const Shapes shapes{{"patch_embed.proj.weight", {8, 12, 4, 4}}};
    try {
        load(shapes);
        FAIL() << "twelve channels were taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.name(), "weight_channels_refused");
        EXPECT_EQ(error.arguments().at(1), "patch_embed.proj.weight");
        EXPECT_EQ(error.arguments().at(2), "[8, 12, 4, 4]");
    }
    EXPECT_EQ(load(shapes, {.layout = WeightLayout::torch}).parameters.weight.dimension(1), 12);
}

TEST(Checkpoint, ManyTensorsAreReadInNoTime) {
    const TemporaryFolder folder;
    std::string header = R"({"proj.weight":{"dtype":"F32","shape":[1,3,2,2],"data_offsets":[0,48]})";
    for (int i = 0; i < 200000; ++i) {
        header += ",\"layer." + std::to_string(i) +
                  R"(.weight":{"dtype":"F32","shape":[0],"data_offsets":[48,48]})";
    }
    header += "}";
    const std::uint64_t length = header.size();
    const std::string file =
        std::string(reinterpret_cast<const char*>(&length), sizeof(length)) + header + std::string(48, '\0');
    const auto path = folder.put("many.safetensors", file);
    const auto begin = std::clock();
    EXPECT_EQ(load_projection(path).tensor, "proj.weight");
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 20.0);  // quadratic: half an hour
}

TEST(Checkpoint, NamesThatNobodyCanPrintAreQuoted) {
    const std::string name = "\x1b]0;PWN\a." + std::string(1000, 'x');
    try {
        load({{name, {8, 3, 4, 4}}});
        FAIL() << "an unknown name was taken";
    } catch (const Error& error) {
        const std::string text = error.what();
        EXPECT_EQ(text.find('\x1b'), std::string::npos);
        EXPECT_LT(text.size(), 310U);
    }
}

}  // namespace
}  // namespace patchlens
