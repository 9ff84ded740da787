// The orientation of a PNG: from EXIF data, from ImageMagick's text form of it, or from XMP, as Pillow's
// ImageOps.exif_transpose finds it (Image.getexif, 12.0).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// The texts of a PNG that may hold an orientation. Filled chunk by chunk.
struct PngTexts {
    std::vector<std::byte> exif;  ///< a TIFF structure, from an eXIf chunk
    std::string raw_profile;      ///< ImageMagick's "Raw profile type exif": EXIF data in hexadecimal
    std::string xmp;              ///< XML, under "XML:com.adobe.xmp"
};

/// Adds the data of a chunk of type eXIf, tEXt, zTXt or iTXt (others are ignored); later ones replace earlier
/// ones. Text that cannot be decompressed to at most 1 MiB counts as empty.
void add_chunk(std::string_view type, std::span<const std::byte> data, PngTexts& texts);

/// 1..8; 1 where there is none. EXIF data comes first, XMP only where that has no orientation.
int png_orientation(const PngTexts& texts);

/// 0..9, the first `tiff:Orientation` of an XMP text, as an attribute or an element; 1 where there is none.
int xmp_orientation(std::string_view xmp);

}  // namespace patchlens
