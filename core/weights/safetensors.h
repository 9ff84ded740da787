// The safetensors format (safetensors/src/tensor.rs): a JSON header, then the data of named tensors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/byte_source.h"
#include "core/tensor.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// A tensor and the name it has in a file.
struct NamedTensor {
    std::string name;
    const Tensor& tensor;
};

/// Writes float32 tensors in the order given, with an optional `__metadata__`; the header is padded with
/// spaces to a multiple of 8 bytes, and the file appears whole or not at all. Throws Error(file_unwritable),
/// Error(cancelled).
void write_safetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata = {},
                       const std::stop_token& stop = {});

/// The tensors of a safetensors file. The whole header is checked on opening: no holes, no overlaps, no bytes
/// left over, every size right (the size of an unknown dtype cannot be checked; reading it is refused). The
/// numbers of F32, F16, BF16 and F64 tensors are read.
class SafetensorsFile final : public TensorFile {
public:
    /// Throws Error(file_empty), Error(out_of_memory), Error(cancelled), what ByteSource::read throws, and
    /// one Error(safetensors_...) for each way to be malformed.
    explicit SafetensorsFile(ByteSource source, const std::stop_token& stop = {});

private:
    Tensor read_at(std::size_t index, const std::stop_token& stop) const override;

    ByteSource source_;
    std::vector<std::uint64_t> begins_;  ///< of each tensor's bytes in the data after the header
    std::uint64_t data_begin_ = 0;
};

}  // namespace patchlens
