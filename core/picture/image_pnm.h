// PNM: black and white (P1, P4), grey (P2, P5) and RGB (P3, P6), as text or in bytes, of any largest value.
// Source: netpbm's pbm(5), pgm(5) and ppm(5); scaling as in Pillow's PpmImagePlugin.py.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

struct PnmHeader {
    ImageHeader image;
    bool text = false;          ///< P1 to P3: numbers as text
    bool black_is_one = false;  ///< P1 and P4
    int largest_value = 1;      ///< the sample that means white, 1..65535
    std::size_t pixels_at = 0;  ///< where the samples begin
};

/// Throws Error(picture_damaged). Error messages call the file `name`.
PnmHeader read_pnm_header(std::span<const std::byte> file, std::string_view name);

/// The pixels after `header`, scaled to 0..255 as in Pillow: round(sample / largest_value * 255), grey of
/// more than 8 bits over 0..65535. Samples in bytes must all be there (header.image.least_file_size); for
/// text it throws Error(pnm_number_wrong), Error(pnm_numbers_missing).
Image decode_pnm(std::span<const std::byte> file, const PnmHeader& header, std::string_view name);

}  // namespace patchlens
