// PNG by libpng, with the same pixels as Pillow. We read the chunks, their checksums and texts ourselves:
// libpng would refuse a file that only lacks its end, and transparency follows Pillow, not the specification
// (it compares the transparent level of a grey picture with levels of 0..255, whatever the bit depth).
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
    /// A palette's alpha, or the level or colour that is transparent.
    std::span<const std::byte> transparency;
    int frames = 1;               ///< of an animation; the first is the picture
    bool checksum_wrong = false;  ///< of any chunk
    PngTexts texts;
};

/// Throws Error(picture_damaged), Error(picture_format_refused) for Apple's variant. Whether a file that ends
/// within or after its pixels is complete, the decoder finds out. Error messages call the file `name`.
PngHeader read_png_header(std::span<const std::byte> file, std::string_view name);

struct PngPixels {
    Image image;
    bool checksum_wrong = false;   ///< of the pixel data, which could be decompressed all the same
    bool colours_missing = false;  ///< an index is not in the palette and became black
};

/// Throws Error(picture_damaged) where not all pixels can be decompressed, Error(cancelled).
PngPixels decode_png(std::span<const std::byte> file, const PngHeader& header, std::string_view name,
                     const ProgressCallback& on_progress);

}  // namespace patchlens
