// The safetensors format (safetensors/src/tensor.rs): named tensors behind a JSON header.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// A tensor and the name it has in a file.
struct NamedTensor {
    std::string name;
    const Tensor& tensor;
};

/// Writes float32 tensors in the order given, with an optional `__metadata__`; the header is padded with
/// spaces to a multiple of 8 bytes, and the file appears whole or not at all. Throws Error(file_unwritable).
void write_safetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata = {});

}  // namespace patchlens
