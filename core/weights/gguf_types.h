// The number formats of GGUF files (ggml.h, enum ggml_type).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace patchlens {

/// "F32", "Q4_0", …; "ggml type 99" for a type that is not known.
std::string gguf_type_name(std::uint32_t type);

/// The bytes of one number; 0 where several share a block, as in quantised types, or the type is not known.
std::size_t gguf_number_bytes(std::uint32_t type);

}  // namespace patchlens
