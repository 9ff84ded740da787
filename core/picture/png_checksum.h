// The checksum at the end of a PNG's pixels, put right.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace patchlens {

/// A copy of the PNG `file` whose pixels end in the Adler-32 that they have: libpng gives out no more rows
/// once it meets another, and not every version can be told to pass over it. Where the pixels cannot be
/// unpacked, the copy is as the file. Source: RFC 1950 2.2 (the zlib format), PNG 1.2 3.2 (chunks).
std::vector<std::byte> with_right_checksum(std::span<const std::byte> file);

}  // namespace patchlens
