// How a camera was held, as it wrote it into the picture.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace patchlens {

/// The orientation 1..8 in EXIF data (a TIFF structure, behind "Exif\0\0" or not), a number of any type, as
/// for Pillow's ImageOps.exif_transpose; 1, upright, where the number makes no sense; nothing where there is
/// none. Source: EXIF 2.3 (CIPA DC-008) 4.6.4, tag 0x0112.
std::optional<int> exif_orientation(std::span<const std::byte> exif);

}  // namespace patchlens
