// What there is to say about weights from a model file: on the screen and on the command line.
#pragma once

#include <string>
#include <vector>

#include "app/model/computing/module_weights.h"
#include "app/model/state/language.h"

namespace patchlens::model {

/// Which tensor was taken and how its axes were read, how its model uses it, and how it was adapted to
/// `config`, a sentence each. Names in them are printable whatever the file holds.
std::vector<std::string> weight_notes(const Language& language, const LoadedProjection& loaded,
                                      const Adaptation& adaptation, const PatchEmbedConfig& config);

/// What there is to say about weights that are neither drawn nor from the user's file: where they come from,
/// and each adaptation to the module. Empty for drawn ones.
std::vector<std::string> init_notes(const Language& language, const ModuleOptions& module,
                                    const Adaptation& adaptation);

}  // namespace patchlens::model
