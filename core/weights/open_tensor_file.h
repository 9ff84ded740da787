// Opens a model's file, whatever its format.
#pragma once

#include <memory>
#include <stop_token>

#include "core/support/byte_source.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// A file of any format with named tensors. Throws what weight_format and the file's class throw, and
/// Error(weights_format_refused) for .npy, which has no names, and for a shard index.
std::unique_ptr<TensorFile> open_tensor_file(ByteSource source, const std::stop_token& stop = {});

}  // namespace patchlens
