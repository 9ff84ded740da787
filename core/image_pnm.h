// Binary PNM: PGM (P5, grey) and PPM (P6, RGB), 8 and 16 bits. Source: netpbm's pgm(5) and ppm(5).
//
// Read here and not by stb_image, which swaps the bytes of 16-bit samples, takes them as 0..255 whatever the
// largest value is, and fills a file cut short with zeros.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/image.h"
#include "core/image_header.h"

namespace patchlens {

struct PnmHeader {
    ImageHeader image;
    int largest_value = 255;    ///< what the file calls white, 1..65535
    std::size_t pixels_at = 0;  ///< where the samples begin
};

/// Throws Error(picture_damaged). `name` stands for the file in error sentences.
PnmHeader read_pnm_header(std::span<const std::byte> file, std::string_view name);

/// The pixels behind `header`, scaled to 0..255 as Pillow does: round(sample / largest_value * 255). The file
/// must hold them (header.image.least_file_size).
Image decode_pnm(std::span<const std::byte> file, const PnmHeader& header);

}  // namespace patchlens
