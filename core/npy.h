// NumPy's .npy format (numpy/lib/format.py): one array of numbers and its shape.
#pragma once

#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "core/tensor.h"

namespace patchlens {

/// The magic, the version 1 header and its padding for little-endian float32 data in C order; data follows
/// directly, at a multiple of 64 bytes.
std::string npy_header(const Shape& shape);

/// Writes float32 in C order; the file appears whole or not at all. Throws Error(file_unwritable).
void write_npy(const std::filesystem::path& path, const Tensor& tensor);

}  // namespace patchlens
