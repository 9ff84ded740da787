#include "app/model/state/presets.h"

#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "core/error.h"

namespace patchlens::model {
namespace {

std::vector<Preset> shipped_presets() {
    std::ifstream file(PATCHLENS_ASSETS_DIR "/presets.json");
    EXPECT_TRUE(file);
    return parse_presets(std::string{std::istreambuf_iterator<char>(file), {}});
}

std::string error_of(std::string_view json_text) {
    try {
        parse_presets(json_text);
    } catch (const Error& error) {
        return std::string(error.name()) + " " + error.arguments().at(1).text;
    }
    return "nothing thrown";
}

struct Row {
    const char* name;
    int img_size;
    int patch_size;
    int embed_dim;
    Normalize normalize;
};

TEST(Presets, AreTheKnownModels) {
    constexpr auto half = Normalize::half;
    constexpr auto imagenet = Normalize::imagenet;
    constexpr auto clip = Normalize::clip;
    const std::vector<Row> rows{
        {"seed", 256, 8, 512, Normalize::none},  {"vit-ti16", 224, 16, 192, half},
        {"vit-s16", 224, 16, 384, half},         {"vit-b16", 224, 16, 768, half},
        {"vit-l16", 224, 16, 1024, half},        {"vit-b32", 224, 32, 768, half},
        {"vit-b8", 224, 8, 768, half},           {"vit-l32", 224, 32, 1024, half},
        {"vit-l14", 224, 14, 1024, half},        {"vit-h14", 224, 14, 1280, half},
        {"deit-s16", 224, 16, 384, imagenet},    {"deit-b16", 224, 16, 768, imagenet},
        {"dino-s16", 224, 16, 384, imagenet},    {"dino-s8", 224, 8, 384, imagenet},
        {"dino-b16", 224, 16, 768, imagenet},    {"dino-b8", 224, 8, 768, imagenet},
        {"dinov2-s14", 518, 14, 384, imagenet},  {"dinov2-b14", 518, 14, 768, imagenet},
        {"dinov2-l14", 518, 14, 1024, imagenet}, {"dinov2-g14", 518, 14, 1536, imagenet},
        {"clip-b32", 224, 32, 768, clip},        {"clip-b16", 224, 16, 768, clip},
        {"clip-l14", 224, 14, 1024, clip},       {"siglip-b16", 224, 16, 768, half},
        {"siglip-so400m", 384, 14, 1152, half},  {"mae-b", 224, 16, 768, imagenet},
        {"mae-l", 224, 16, 1024, imagenet},      {"mae-h", 224, 14, 1280, imagenet},
        {"swin-t", 224, 4, 96, imagenet},        {"swin-b", 224, 4, 128, imagenet},
        {"segformer-b0", 512, 7, 32, imagenet},  {"pvt-v2-b2", 224, 7, 64, imagenet},
        {"cvt-13", 224, 7, 64, imagenet},        {"sam-b", 1024, 16, 768, imagenet},
        {"sam-l", 1024, 16, 1024, imagenet},     {"sam-h", 1024, 16, 1280, imagenet},
        {"mixer-b16", 224, 16, 768, half},
    };
    const std::vector<Preset> presets = shipped_presets();
    ASSERT_EQ(presets.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Preset& preset = presets[i];
        EXPECT_EQ(preset.name, rows[i].name);
        EXPECT_EQ(preset.config.img_size, to_pair(rows[i].img_size)) << preset.name;
        EXPECT_EQ(preset.config.patch_size, to_pair(rows[i].patch_size)) << preset.name;
        EXPECT_EQ(preset.config.embed_dim, rows[i].embed_dim) << preset.name;
        EXPECT_EQ(preset.config.in_chans, 3) << preset.name;
        EXPECT_EQ(preset.normalize, rows[i].normalize) << preset.name;
        EXPECT_FALSE(preset.title.empty()) << preset.name;
    }
}

TEST(Presets, WhosePatchesOverlapHaveTheirModelsStrideAndPadding) {
    const std::vector<Preset> presets = shipped_presets();
    EXPECT_EQ(find_preset(presets, "segformer-b0").config.sliding(), (Sliding{to_pair(4), to_pair(3)}));
    EXPECT_EQ(find_preset(presets, "segformer-b0").config.num_patches(), 128 * 128);
    EXPECT_EQ(find_preset(presets, "pvt-v2-b2").config.num_patches(), 56 * 56);
    EXPECT_EQ(find_preset(presets, "cvt-13").config.sliding(), (Sliding{to_pair(4), to_pair(2)}));
    EXPECT_EQ(find_preset(presets, "cvt-13").config.num_patches(), 56 * 56);
    EXPECT_EQ(find_preset(presets, "swin-t").config.sliding(), Sliding{});
}

TEST(Presets, TheirNotesAgreeWithTheirNumbers) {
    for (const Preset& preset : shipped_presets()) {
        const std::set<PresetNote> notes(preset.notes.begin(), preset.notes.end());
        const PatchGrid grid = preset.config.grid_of(preset.config.img_size);
        const bool remainder = grid.uncovered() != Size{0, 0};
        EXPECT_EQ(notes.contains(PresetNote::overlaps), grid.overlaps()) << preset.name;
        EXPECT_EQ(notes.contains(PresetNote::drops_remainder), remainder) << preset.name;
        EXPECT_EQ(notes.contains(PresetNote::no_bias), !preset.config.bias) << preset.name;
        EXPECT_EQ(!preset.config.bias, preset.name.starts_with("clip-")) << preset.name;
        EXPECT_EQ(notes.contains(PresetNote::norm_follows),
                  preset.name.starts_with("swin-") || grid.overlaps())
            << preset.name;
    }
}

TEST(Presets, AreFoundInCapitalsToo) {
    const std::vector<Preset> presets = shipped_presets();
    EXPECT_EQ(find_preset(presets, "vit-b16").title, "ViT-B/16");
    EXPECT_EQ(&find_preset(presets, "ViT-B16"), &find_preset(presets, "vit-b16"));
}

TEST(Presets, AnUnknownNameListsTheKnownOnes) {
    const std::vector<Preset> presets = shipped_presets();
    try {
        find_preset(presets, "vit-b1");
        FAIL() << "found a preset that does not exist";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::choice_expected);
        for (const Preset& preset : presets) {
            EXPECT_NE(std::string(error.what()).find(preset.name), std::string::npos) << preset.name;
        }
    }
}

TEST(Presets, ADamagedFileIsNamedByTheDamagedPlace) {
    EXPECT_EQ(error_of(""), "asset_damaged presets");
    EXPECT_EQ(error_of("[]"), "asset_damaged presets");
    EXPECT_EQ(error_of(R"({"presets": {}})"), "asset_damaged presets");
    EXPECT_EQ(error_of(R"({"presets": [1]})"), "asset_damaged presets[0]");
    EXPECT_EQ(error_of(R"({"presets": [{}]})"), "asset_damaged presets[0].name");
    EXPECT_EQ(error_of(R"({"presets": [{"name": "a", "title": "A", "img_size": "224"}]})"),
              "asset_damaged presets[0].img_size");
    EXPECT_EQ(
        error_of(R"({"presets": [{"name": "a", "title": "A", "img_size": 8, "patch_size": 8, "in_chans": 3,
                           "embed_dim": 8, "bias": true, "normalize": "other", "notes": []}]})"),
        "asset_damaged presets[0].normalize");
}

}  // namespace
}  // namespace patchlens::model
