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

/// What is worth knowing about a preset besides its numbers.
enum class PresetNote {
    no_bias,          ///< the projection has no bias
    norm_follows,     ///< the model puts a LayerNorm right after the projection
    drops_remainder,  ///< img_size is not a multiple of patch_size
    overlaps,         ///< the stride is smaller than the patch
};

struct Preset {
    std::string name;   ///< what a user types: "vit-b16"
    std::string title;  ///< what a user reads: "ViT-B/16"
    PatchEmbedConfig config;
    Normalize normalize = Normalize::none;
    std::vector<PresetNote> notes;
};

/// Reads the text of presets.json. Throws Error(asset_damaged) naming the place of the error.
std::vector<Preset> parse_presets(std::string_view json_text);

/// Reads presets.json. Also throws Error(file_unreadable).
std::vector<Preset> load_presets(const std::filesystem::path& path);

/// The preset of that name, in upper or lower case. Throws Error(choice_expected), which lists the names.
const Preset& find_preset(std::span<const Preset> presets, std::string_view name);

}  // namespace patchlens::model
