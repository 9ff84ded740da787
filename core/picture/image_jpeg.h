// JPEG by libjpeg-turbo, with Pillow's settings, so that every pixel is the one Pillow has: the accurate
// integer DCT, smooth ("fancy") upsampling, CMYK always taken as inverted, whatever its markers say.
//
// Baseline and progressive, every subsampling, grey, YCbCr, RGB, CMYK and YCCK; arithmetic coding and
// lossless where the library has them. 12 bits are refused. An orientation that stands in XMP alone is not
// heeded, as by browsers and by Pillow before 11.2. Source: ITU-T T.81; Pillow's JpegDecode.c.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

/// Everything up to the first scan. `name` stands for the file in error sentences. Throws
/// Error(picture_damaged), Error(picture_empty), Error(picture_format_refused) for rare kinds of JPEG.
ImageHeader read_jpeg_header(std::span<const std::byte> file, std::string_view name);

struct JpegPixels {
    Image image;           ///< 1 channel or 3; CMYK becomes RGB as Pillow's convert("RGB") makes it
    bool damaged = false;  ///< part of the data made no sense; the library went on behind it
};

/// The pixels as they are stored, not turned. Throws also Error(picture_damaged) for a file that ends before
/// its picture does, Error(jpeg_scans_refused) for one that paints the same pixels over and over,
/// Error(out_of_memory), std::bad_alloc; Error(cancelled) once `tell` says so, which it may in every scan.
JpegPixels decode_jpeg(std::span<const std::byte> file, std::string_view name, const TellProgress& tell);

}  // namespace patchlens
