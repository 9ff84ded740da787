// JPEG by libjpeg-turbo, with Pillow's settings, so that every pixel equals Pillow's: the accurate integer
// DCT, smooth ("fancy") upsampling, CMYK always taken as inverted, whatever its markers say.
//
// Baseline and progressive, every subsampling, grey, YCbCr, RGB, CMYK and YCCK; arithmetic coding and
// lossless where the library supports them. 12 bits are refused. An orientation only in XMP is ignored, as in
// browsers and in Pillow before 11.2. Source: ITU-T T.81; Pillow's JpegDecode.c.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

/// Everything up to the first scan. Error messages call the file `name`. Throws Error(picture_damaged),
/// Error(picture_empty), Error(picture_format_refused) for rare kinds of JPEG.
ImageHeader read_jpeg_header(std::span<const std::byte> file, std::string_view name);

struct JpegPixels {
    Image image;           ///< 1 channel or 3; CMYK becomes RGB as Pillow's convert("RGB") makes it
    bool damaged = false;  ///< part of the data was invalid; the library continued after it
};

/// The pixels as they are stored, not turned. Throws also Error(picture_damaged) for a file that ends before
/// its picture does, Error(jpeg_scans_refused) for one with far more scans than any encoder writes,
/// Error(out_of_memory), std::bad_alloc; Error(cancelled) once `on_progress`, called in every scan, returns
/// false.
JpegPixels decode_jpeg(std::span<const std::byte> file, std::string_view name,
                       const ProgressCallback& on_progress);

}  // namespace patchlens
