// What a file given as weights really is, by its content: an ending may lie, and a download may have gone
// wrong.
#pragma once

#include "core/support/byte_source.h"

namespace patchlens {

/// The formats that are read.
enum class WeightFormat { npy, safetensors };

/// The format of `file`, by its name only where its content tells nothing. For any other file throws what it
/// is and the way out: Error(file_empty), one Error(..._refused) for each kind that is known, else
/// Error(weights_format_refused); also what ByteSource::read throws.
WeightFormat weight_format(const ByteSource& file);

}  // namespace patchlens
