// Pillow's antialiased resize of 8-bit pictures, to the bit (Pillow src/libImaging/Resample.c).
//
// Horizontal pass, then vertical, each rounded to 8 bits with 22-bit fixed-point weights; a pass whose size
// does not change is skipped. RGBA and LA are premultiplied by alpha first and divided again afterwards, as
// Pillow's Image.resize does, unless the size does not change at all.
#pragma once

#include <stop_token>

#include "core/picture/image.h"

namespace patchlens {

enum class ResizeFilter {
    bilinear,  ///< triangle, support 1
    bicubic,   ///< cubic with a = -0.5, support 2
};

/// `image` resampled to `size`. Throws Error(value_out_of_range) for a side below 1 or above 2^30,
/// Error(picture_empty), Error(out_of_memory), Error(cancelled) within milliseconds of a stop request.
Image resize(const Image& image, Size size, ResizeFilter filter, const std::stop_token& stop = {});

/// The same pixels as `resize` followed by a crop to `region` of the result, without computing the others.
/// Throws also Error(value_out_of_range) for a region that is empty or reaches outside `size`.
Image resize(const Image& image, Size size, ResizeFilter filter, Rectangle region,
             const std::stop_token& stop = {});

}  // namespace patchlens
