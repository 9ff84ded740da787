// The patch embeddings of known models (assets/presets.json): sizes and normalisation, without weights.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/patch_embed.h"
#include "core/picture/preprocess.h"

namespace patchlens::model {

/// What is worth telling about a preset beside its numbers.
enum class PresetNote {
    no_bias,          ///< the projection has no bias
    norm_follows,     ///< the model puts a LayerNorm right behind the projection
    drops_remainder,  ///< img_size is no multiple of patch_size
};

struct Preset {
    std::string name;   ///< what a user types: "vit-b16"
    std::string title;  ///< what a user reads: "ViT-B/16"
    PatchEmbedConfig config;
    Normalize normalize = Normalize::none;
    std::vector<PresetNote> notes;
};

/// Reads the text of presets.json. Throws Error(asset_damaged) naming the place that is not as expected.
std::vector<Preset> parse_presets(std::string_view json_text);

/// Reads presets.json. Throws also Error(file_unreadable).
std::vector<Preset> load_presets(const std::filesystem::path& path);

/// The preset of that name, in capitals or not. Throws Error(choice_expected), which lists the names.
const Preset& find_preset(std::span<const Preset> presets, std::string_view name);

}  // namespace patchlens::model
