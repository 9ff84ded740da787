// The parts of the panel, from top to bottom.
#pragma once

#include <span>

#include "app/model/state/presets.h"
#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The file, how it is fitted and normalised, and what the module then sees.
void picture_section(Controls& controls);
/// Notes on what may be unexpected about the picture. They stand last, so that a new picture moves nothing.
void picture_notes(Controls& controls);
/// PatchEmbed's arguments, and the known models that set them.
void module_section(Controls& controls, std::span<const model::Preset> presets);
/// How the weights are initialised, or which file they come from and how they were adapted.
void weights_section(Controls& controls);
/// Tokens, parameters, multiply-adds, bytes, attention pairs.
void costs_section(Controls& controls);
float costs_section_height(const Context& context, bool tight);

// Single rows, which the bar of a presentation draws too.

/// How the picture is fitted, resized and normalised.
void fit_rows(Controls& controls);
/// img_size and patch_size, each side on its own where they are not linked.
void size_rows(Controls& controls);
void in_chans_row(Controls& controls);
void embed_dim_row(Controls& controls);
/// Each side on its own where they are not linked.
void stride_and_padding_rows(Controls& controls);
void init_row(Controls& controls);
/// Between random weights and the learned ones.
void learned_row(Controls& controls);
void seed_row(Controls& controls);

/// The row that sets all sizes to those of a known model.
void preset_row(Controls& controls, std::span<const model::Preset> presets);
/// Its list alone, as `name` in `field`; returns the preset whose sizes these are, if there is one.
const model::Preset* preset_choice(Controls& controls, std::span<const model::Preset> presets,
                                   const char* name, const Rect& field);

}  // namespace patchlens::ui
