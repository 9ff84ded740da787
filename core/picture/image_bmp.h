// BMP: every form Pillow opens, and what it makes of it (BmpImagePlugin.py, 12.0). OS/2 and Windows headers,
// palettes, colour masks, rows in either order, RLE8 and RLE4.
//
// We read it ourselves: no well-maintained library reads BMP alone, and stb_image refuses a palette or a gap
// before the pixels of 16, 24 and 32 bits and takes an undeclared fourth byte for alpha.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

struct BmpHeader {
    ImageHeader image;
    int bits = 0;                   ///< of a pixel: 1, 2, 4 or 8 (a palette index), 16, 24, 32
    std::uint32_t compression = 0;  ///< 0: none; 1: RLE8; 2: RLE4; 3 and 6: colour masks
    bool top_down = false;
    std::size_t pixels_at = 0;  ///< where the first row begins
    /// Red, green and blue of each palette index; black where the file has none.
    std::array<std::array<std::uint8_t, 3>, 256> palette{};
    std::size_t colours = 0;  ///< of the palette
    /// The bits of red, green, blue and alpha in a pixel of 16, 24 or 32 bits; an alpha mask of 0: no alpha.
    std::array<std::uint32_t, 4> masks{};
};

/// Throws Error(picture_damaged), and Error(picture_format_refused) for rare kinds such as an embedded JPEG.
/// Error messages call the file `name`.
BmpHeader read_bmp_header(std::span<const std::byte> file, std::string_view name);

struct BmpPixels {
    Image image;
    bool colours_missing = false;  ///< an index is not in the palette and became black
};

/// The pixels after `header`: grey where the palette is all grey, RGBA where there is an alpha mask, else
/// RGB. Throws Error(picture_damaged) where pixels are missing; after an early end-of-bitmap code the rest is
/// index 0.
BmpPixels decode_bmp(std::span<const std::byte> file, const BmpHeader& header, std::string_view name);

}  // namespace patchlens
