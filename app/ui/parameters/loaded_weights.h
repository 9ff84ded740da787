// Weights from a model file: where one names it, and what it holds and took to fit, in plain sentences.
#pragma once

#include <string>
#include <vector>

#include "app/model/computing/module_weights.h"
#include "app/ui/parameters/controls.h"

namespace patchlens::ui {

/// The entry for a file's path; under it, why a file cannot be used and what would help.
void weights_file_row(Controls& controls);

/// What is shown while weights come from a file: which tensor, what follows it in that model, each
/// adaptation, and the way back to random weights.
void loaded_weights(Controls& controls);

/// Those sentences. `config` is the module they were fitted to.
std::vector<std::string> sentences_about(const model::Language& language, const LoadedProjection& loaded,
                                         const model::Adaptation& adaptation, const PatchEmbedConfig& config);

}  // namespace patchlens::ui
