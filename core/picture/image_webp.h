// WebP by libwebp: lossy, lossless and with alpha, bit for bit as in Pillow. Of an animation the first frame,
// on the whole canvas; outside that frame the canvas is transparent black. Source: WebP container
// specification (Google); libwebp's anim_decode.c.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/picture/image.h"
#include "core/picture/image_header.h"

namespace patchlens {

/// Size, channels (4 with alpha, else 3) and EXIF data. Error messages call the file `name`. Throws
/// Error(picture_damaged), also for a truncated file.
ImageHeader read_webp_header(std::span<const std::byte> file, std::string_view name);

struct WebpPixels {
    Image image;
    int frames = 1;  ///< `image` is the first of them
};

/// The pixels as they are stored, not turned. Throws also Error(out_of_memory), Error(cancelled) once
/// `on_progress` returns false.
WebpPixels decode_webp(std::span<const std::byte> file, std::string_view name,
                       const ProgressCallback& on_progress);

}  // namespace patchlens
