// The orientation of the camera, from the picture's EXIF data.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace patchlens {

/// The orientation 1..8 in EXIF data (a TIFF structure, with or without "Exif\0\0" before it), a number of
/// any type, as in Pillow's ImageOps.exif_transpose; 1, upright, where there is none or the data is invalid.
/// Source: EXIF 2.3 (CIPA DC-008) 4.6.4, tag 0x0112.
int exif_orientation(std::span<const std::byte> exif);

/// The same; nothing where the data has no such tag, so that another source can be asked.
std::optional<int> stored_orientation(std::span<const std::byte> exif);

}  // namespace patchlens
