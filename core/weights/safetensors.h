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

/// One tensor as the header describes it.
struct StoredTensor {
    std::string name;
    std::string dtype;  ///< "F32", "BF16", …, as the file writes it
    Shape shape;
    std::uint64_t begin = 0;  ///< its bytes are [begin, end) of the data after the header
    std::uint64_t end = 0;
};

/// The tensors of a safetensors file. The whole header is checked on opening: no holes, no overlaps, no bytes
/// left over, every size right (the size of an unknown dtype cannot be checked; reading it is refused). The
/// numbers are read on demand.
class SafetensorsFile {
public:
    /// Throws Error(file_empty), Error(out_of_memory), Error(cancelled), what ByteSource::read throws, and
    /// one Error(safetensors_...) for each way to be malformed.
    explicit SafetensorsFile(ByteSource source, const std::stop_token& stop = {});

    /// What error messages call the file.
    const std::string& name() const { return source_.name(); }
    /// In the order in which their data lies in the file.
    const std::vector<StoredTensor>& tensors() const { return tensors_; }
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    /// The tensor of that name, or nullptr.
    const StoredTensor* find(std::string_view tensor_name) const;

    /// The numbers of one of tensors() as float32, from F32, F16, BF16 or F64. Throws
    /// Error(safetensors_type_refused), Error(out_of_memory), and what ByteSource::read throws.
    Tensor read(const StoredTensor& tensor, const std::stop_token& stop = {}) const;

private:
    ByteSource source_;
    std::vector<StoredTensor> tensors_;
    std::vector<std::uint32_t> by_name_;  ///< indices of tensors_, in the order of their names
    std::map<std::string, std::string> metadata_;
    std::uint64_t data_begin_ = 0;
};

}  // namespace patchlens
