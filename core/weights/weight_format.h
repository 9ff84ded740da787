// What a file given as weights really is, by its content: its extension may be wrong, and a download may have
// failed.
#pragma once

#include "core/support/byte_source.h"

namespace patchlens {

/// The formats that are read; a shard index leads to files of the others.
enum class WeightFormat { npy, npz, safetensors, torch, gguf, shard_index };

/// The format of `file`, by its extension only where its content does not show it. For any other file throws
/// an error that says what it is and how to convert it: Error(file_empty), one Error(..._refused) for each
/// known kind, else Error(weights_format_refused); also what ByteSource::read throws.
WeightFormat weight_format(const ByteSource& file);

}  // namespace patchlens
