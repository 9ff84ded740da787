// How a camera was held, as it wrote it into the picture.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace patchlens {

/// The orientation 1..8 in EXIF data (a TIFF structure, behind "Exif\0\0" or not), a number of any type, as
/// for Pillow's ImageOps.exif_transpose; 1, upright, where there is none or the data makes no sense. Source:
/// EXIF 2.3 (CIPA DC-008) 4.6.4, tag 0x0112.
int exif_orientation(std::span<const std::byte> exif);

/// The same; nothing where the data has no such tag, so that another place may say it.
std::optional<int> stored_orientation(std::span<const std::byte> exif);

}  // namespace patchlens
