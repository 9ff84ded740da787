// PNG by libpng, with the pixels Pillow makes of them. Checksums, texts and where the chunks are, we read
// ourselves: libpng would refuse a file that only lacks its end, and what Pillow takes for transparent is not
// always what the specification does (it compares the key of a grey picture with levels of 0..255, whatever
// the bits are).
//
// Sources: PNG specification (W3C, third edition) 5 and 11; Pillow's PngImagePlugin.py and Convert.c.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"
#include "core/picture/png_orientation.h"

namespace patchlens {

struct PngHeader {
    ImageHeader image;
    int colour_type = 0;  ///< 0: grey; 2: RGB; 3: palette; 4: grey and alpha; 6: RGBA
    std::span<const std::byte> palette;
    std::span<const std::byte>
        transparency;             ///< a palette's alpha, or the level or colour that is transparent
    int frames = 1;               ///< of an animation; its first is the picture
    bool checksum_wrong = false;  ///< of a chunk
    PngTexts texts;
};

/// Throws Error(picture_damaged), Error(picture_format_refused) for Apple's own kind. A file that ends within
/// or behind its pixels is for the decoder to judge. `name` stands for the file in error sentences.
PngHeader read_png_header(std::span<const std::byte> file, std::string_view name);

struct PngPixels {
    Image image;
    bool checksum_wrong = false;   ///< of the compressed pixels, which could be unpacked all the same
    bool colours_missing = false;  ///< an index is not in the palette, and became black
};

/// Throws Error(picture_damaged) where not all pixels can be unpacked, Error(cancelled).
PngPixels decode_png(std::span<const std::byte> file, const PngHeader& header, std::string_view name,
                     const TellProgress& tell);

}  // namespace patchlens
