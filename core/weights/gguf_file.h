// GGUF files as llama.cpp uses them, of versions 2 and 3. The vision part of a model is mostly a file of its
// own, mmproj-*.gguf.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/support/byte_source.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

class GgufFile final : public TensorFile {
public:
    /// Reads the header; metadata() has the keys of gguf_header.h. Throws what read_gguf_header throws.
    explicit GgufFile(ByteSource source, const std::stop_token& stop = {});

private:
    /// Throws Error(gguf_quantised) for a quantised tensor.
    Tensor read_at(std::size_t index, const std::stop_token& stop) const override;

    ByteSource source_;
    std::vector<std::uint64_t> begins_;  ///< of each tensor's bytes in the file
};

}  // namespace patchlens
