// The CRC-32 of zlib, zip and PNG (reflected polynomial EDB88320), to compare many numbers by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace patchlens {

inline std::uint32_t crc32(std::span<const std::byte> bytes) {
    std::uint32_t remainder = 0xffffffffU;
    for (const std::byte byte : bytes) {
        remainder ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            remainder = (remainder >> 1U) ^ ((remainder & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~remainder;
}

/// Of the bytes as they lie in memory: little-endian float32 on every machine PatchLens supports.
inline std::uint32_t crc32(std::span<const float> numbers) {
    return crc32(std::as_bytes(numbers));
}

}  // namespace patchlens
