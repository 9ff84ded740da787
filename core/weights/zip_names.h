// The names in a ZIP archive, read from its central directory; nothing is unpacked.
// Source: PKWARE's APPNOTE 6.3.10, 4.3.12 and 4.3.16.
#pragma once

#include <string>
#include <vector>

#include "core/support/byte_source.h"

namespace patchlens {

/// The first few thousand names, in the order of the directory; none where the archive is damaged or
/// truncated. They are not checked, and may hold any bytes. Throws what ByteSource::read throws.
std::vector<std::string> zip_names(const ByteSource& archive);

}  // namespace patchlens
