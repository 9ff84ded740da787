// The parts of the panel, from top to bottom.
#pragma once

#include <span>

#include "app/model/state/presets.h"
#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The file, how it is fitted and normalised, and what the module then sees.
void picture_section(Controls& controls);
/// What the picture's owner may not expect. It stands last, so that nothing moves where another picture
/// comes.
void picture_notes(Controls& controls);
/// PatchEmbed's arguments, and the known models that set them.
void module_section(Controls& controls, std::span<const model::Preset> presets);
/// How the weights are drawn, or which file they come from and what fitting them took.
void weights_section(Controls& controls);
/// Tokens, parameters, multiply-adds, bytes, attention pairs.
void costs_section(Controls& controls);
float costs_section_height(const Context& context, bool tight);

/// The row that sets all sizes as a known model has them.
void preset_row(Controls& controls, std::span<const model::Preset> presets);

}  // namespace patchlens::ui
