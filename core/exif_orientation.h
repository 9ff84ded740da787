// How a camera was held, as it wrote it into the picture.
#pragma once

#include <cstddef>
#include <span>

namespace patchlens {

/// The orientation 1..8 in EXIF data (the TIFF structure, without "Exif\0\0" before it); 1, upright, where
/// there is none or the data makes no sense. Source: EXIF 2.3 (CIPA DC-008) 4.6.4, tag 0x0112.
int exif_orientation(std::span<const std::byte> exif);

}  // namespace patchlens
