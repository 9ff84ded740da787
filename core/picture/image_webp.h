// WebP by libwebp: lossy, lossless and with alpha, to the bit as Pillow has it. Of a moving picture the first
// frame, on the whole canvas; where that frame does not reach, the canvas is transparent black.
// Source: WebP container specification (Google); libwebp's anim_decode.c.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

/// Size, channels (4 with alpha, else 3) and EXIF data. `name` stands for the file in error sentences. Throws
/// Error(picture_damaged), for a file cut short too.
ImageHeader read_webp_header(std::span<const std::byte> file, std::string_view name);

struct WebpPixels {
    Image image;
    int frames = 1;  ///< of which `image` is the first
};

/// The pixels as they are stored, not turned. Throws also Error(out_of_memory), Error(cancelled) once `tell`
/// says so.
WebpPixels decode_webp(std::span<const std::byte> file, std::string_view name, const TellProgress& tell);

}  // namespace patchlens
