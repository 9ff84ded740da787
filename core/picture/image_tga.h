// TGA: palette, grey, grey and alpha, RGB and RGBA, with and without run lengths, as Pillow opens it
// (TgaImagePlugin.py, 12.0). Source of the layout: Truevision TGA File Format Specification 2.0.
//
// We read it ourselves: no well-maintained library reads TGA alone, and stb_image's decoder has open
// memory-safety bugs (CVE-2023-45661 and others).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

struct TgaHeader {
    ImageHeader image;
    int kind = 0;  ///< 1: palette; 2: colours; 3: grey
    bool runs = false;
    int bits = 0;  ///< of a pixel: 1, 8, 16, 24 or 32
    bool top_down = false;
    bool right_to_left = false;
    bool alpha_means_nothing = false;  ///< according to the extension area
    std::size_t palette_at = 0;
    std::size_t first_colour = 0;
    std::size_t colours = 0;
    int colour_bits = 0;  ///< of a colour of the palette: 16, 24 or 32
    std::size_t pixels_at = 0;
};

/// Whether the file has a plausible TGA header: there is no signature, so try all other formats first.
bool is_tga(std::span<const std::byte> file);

/// Throws Error(picture_damaged), and Error(picture_format_refused) for kinds that Pillow does not know.
/// Error messages call the file `name`.
TgaHeader read_tga_header(std::span<const std::byte> file, std::string_view name);

struct TgaPixels {
    Image image;
    bool colours_missing = false;  ///< an index is not in the palette and became black
};

/// The pixels after `header`; throws Error(picture_damaged) where some are missing.
TgaPixels decode_tga(std::span<const std::byte> file, const TgaHeader& header, std::string_view name);

}  // namespace patchlens
