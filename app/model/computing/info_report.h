// Shapes, costs and explanations as JSON: what `info --json` and `explain --json` print and the probe file
// shows.
#pragma once

#include <nlohmann/json.hpp>

#include "app/model/state/session.h"
#include "core/costs.h"
#include "core/explain.h"

namespace patchlens::model {

/// The keys are img_size patch_size in_chans embed_dim grid_size num_patches dropped weight_shape
/// output_shape tokens_shape parameters macs output_bytes stride padding memory_bytes, in this order; pairs
/// are [H, W]; memory_bytes are those of core/memory_needs.h with their total. `grid` is that of the picture
/// the module sees; num_patches is its number of patches, and dropped are the rows and columns that none of
/// them reaches.
nlohmann::ordered_json info_report(const PatchEmbedConfig& config, const PatchGrid& grid);

/// The keys are patch token dim terms channel_sums bias value pixels weights.
nlohmann::ordered_json explain_report(const Explanation& explanation);

}  // namespace patchlens::model
