// Notes about weights from a file, for the command line.
#pragma once

#include <string>
#include <vector>

#include "app/model/computing/module_weights.h"

namespace patchlens::command_line {

/// Which tensor was taken and in which order its axes were read, how its model uses it, and what fitting it
/// to `config` takes. Names in the notes are printable whatever the file holds.
std::vector<std::string> weight_notes(const LoadedProjection& loaded, const PatchEmbedConfig& config);

}  // namespace patchlens::command_line
