// Correcting the checksum of a PNG's pixel data.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace patchlens {

/// A copy of the PNG `file` in which the Adler-32 of the pixel data is correct: libpng delivers no more rows
/// after a wrong one, and not every version has a setting to ignore it. Where the pixels cannot be
/// decompressed, the copy is unchanged. Source: RFC 1950 2.2 (the zlib format), PNG 1.2 3.2 (chunks).
std::vector<std::byte> with_right_checksum(std::span<const std::byte> file);

}  // namespace patchlens
