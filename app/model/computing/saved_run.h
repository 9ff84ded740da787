// A training run as a file: what it has learned as .safetensors that any program reads, and beside it, as
// metadata, how it was learned and how far it had come, so that it can be shown and continued another day.
#pragma once

#include <filesystem>
#include <stop_token>

#include "app/model/computing/training.h"

namespace patchlens::model {

/// Creates the folder if necessary. Throws Error(file_unwritable).
void write_trained(const TrainingProgress& run, const std::filesystem::path& file);

/// The run that was written; null for weights that no run of this program has learned. The running means of
/// Adam are not kept: a run that goes on begins them anew. Throws what load_weights throws.
TrainingPointer read_trained(const std::filesystem::path& file, const std::stop_token& stop = {});

/// The run in `folder` that was written last; an empty path where there is none.
std::filesystem::path newest_trained(const std::filesystem::path& folder);

}  // namespace patchlens::model
