// Pillow's antialiased resize of 8-bit pictures, to the bit (Pillow src/libImaging/Resample.c).
//
// Horizontal pass, then vertical, each rounded to 8 bits with 22-bit fixed-point weights; a pass whose size
// does not change is skipped. RGBA and LA are premultiplied by alpha first and divided again afterwards, as
// Pillow's Image.resize does.
#pragma once

#include "core/image.h"

namespace patchlens {

enum class Filter {
    bilinear,  ///< triangle, support 1
    bicubic,   ///< cubic with a = -0.5, support 2
};

/// `image` resampled to `size`. Throws Error(value_out_of_range) for a size below 1x1, Error(out_of_memory).
Image resize(const Image& image, Size size, Filter filter);

}  // namespace patchlens
