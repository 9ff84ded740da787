// Bytes as text (RFC 4648, section 4), as data URLs hold them.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace patchlens {

/// Four characters for every three bytes, padded with "=".
std::string base64(std::span<const std::byte> bytes);

}  // namespace patchlens
