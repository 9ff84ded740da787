// The header of a GGUF file (ggml's docs/gguf.md, versions 2 and 3): what the model says of itself, and which
// tensors there are.
#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/support/byte_source.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// One tensor as the header describes it. Its dtype is named as ggml names it: "F32", "Q4_0", …; its shape is
/// in PyTorch's order, the reverse of ggml's.
struct GgufEntry {
    StoredTensor tensor;
    std::uint64_t offset = 0;  ///< of its first byte in the data after the header
};

struct GgufHeader {
    std::vector<GgufEntry> entries;  ///< in the order of the header
    /// What it says of the pictures that the model takes, under the keys below, where it does; several
    /// numbers with ", " between them. All other keys are passed over.
    std::map<std::string, std::string> metadata;
    std::uint64_t data_begin = 0;
};

inline constexpr const char* gguf_image_size = "clip.vision.image_size";
inline constexpr const char* gguf_patch_size = "clip.vision.patch_size";
inline constexpr const char* gguf_image_mean = "clip.vision.image_mean";
inline constexpr const char* gguf_image_std = "clip.vision.image_std";

/// Checks the header, and that the tensors whose numbers have whole bytes are in the file and do not overlap;
/// the numbers of quantised ones only have to begin in it. Memory is used for the names alone, whatever the
/// counts say. Throws Error(gguf_damaged), Error(gguf_version_refused), Error(big_endian_refused),
/// Error(out_of_memory), Error(cancelled), and what ByteSource::read throws.
GgufHeader read_gguf_header(const ByteSource& file, const std::stop_token& stop = {});

}  // namespace patchlens
