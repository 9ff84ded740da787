// How a PNG's picture was held: in EXIF data, in what ImageMagick makes of it, or in XMP, as Pillow's
// ImageOps.exif_transpose finds it (Image.getexif, 12.0).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// What a PNG says beside its pixels, as far as it can say an orientation. Filled chunk by chunk.
struct PngTexts {
    std::vector<std::byte> exif;  ///< a TIFF structure, from an eXIf chunk
    std::string raw_profile;      ///< ImageMagick's "Raw profile type exif": EXIF data in hexadecimal
    std::string xmp;              ///< XML, under "XML:com.adobe.xmp"
};

/// Takes what chunk `type` (eXIf, tEXt, zTXt, iTXt; others are left aside) holds; a later one counts. Text
/// that cannot be unpacked, or to more than 1 MiB, says nothing.
void add_chunk(std::string_view type, std::span<const std::byte> data, PngTexts& texts);

/// 1..8; 1 where nothing is said. EXIF data comes first, XMP only where that has no orientation.
int png_orientation(const PngTexts& texts);

/// 0..9, the first `tiff:Orientation` of an XMP text, as an attribute or an element; 1 where there is none.
int xmp_orientation(std::string_view xmp);

}  // namespace patchlens
