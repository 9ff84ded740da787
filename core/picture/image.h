// Picture files: decoding with limits, EXIF orientation, channel conversion, writing PNG.
//
// PNG, JPEG, WebP, BMP, TGA and PNM (image_format.h) are accepted and give the same pixels as Pillow: PNG by
// libpng, JPEG by libjpeg-turbo, WebP by libwebp; BMP, TGA and PNM by small readers of our own, because no
// well-maintained library reads just one of them. Every limit is checked before pixels are decoded. 16-bit
// PNG is reduced to 8 bits (>> 8), PNM of any largest value to 0..255 as in Pillow. A file that lacks pixels
// is an error, not half a picture; one that has them all opens, with a note about what is wrong with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/picture/opening_progress.h"
#include "core/picture/picture_note.h"
#include "core/size.h"

namespace patchlens {

/// 8-bit pixels [H, W, C], interleaved. channels: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
struct Image {
    Size size;
    int channels = 0;
    std::vector<std::uint8_t> pixels;

    bool operator==(const Image&) const = default;
    std::uint8_t at(int y, int x, int channel) const {
        return pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                       static_cast<std::size_t>(x)) *
                          static_cast<std::size_t>(channels) +
                      static_cast<std::size_t>(channel)];
    }
};

struct ImageLimits {
    std::uint64_t file_bytes = 512ULL << 20;
    int side = 16384;
    std::int64_t pixels = 16384LL * 16384;
};

enum class ImageFormat { png, jpeg, webp, bmp, tga, pnm };

/// A decoded picture and how it was converted, so that the screen can say so.
struct DecodedImage {
    Image image;  ///< upright, with the channels of the file
    ImageFormat format = ImageFormat::png;
    int orientation = 1;             ///< EXIF orientation 1..8 that was applied; 1: none was needed
    bool reduced_to_8_bits = false;  ///< the file had 16 bits a channel
    std::vector<PictureNote> notes;  ///< all of that in words, and what is wrong with the file
};

/// Decodes a picture from memory. Error messages call it `name`. Throws Error: file_empty,
/// file_too_large, picture_unknown, picture_format_refused (names the format found), picture_damaged,
/// picture_too_large, picture_empty, pnm_number_wrong, pnm_numbers_missing, jpeg_scans_refused,
/// out_of_memory; Error(cancelled) once `on_progress` returns false. JPEG and WebP report progress in bytes
/// until the last one is read; for the other formats, progress while decoding is indeterminate.
DecodedImage decode_image(std::span<const std::byte> file, std::string_view name,
                          const ImageLimits& limits = {}, const ProgressCallback& on_progress = {});

/// Reads and decodes a file; throws also Error(file_unreadable), also for a folder or a pipe.
DecodedImage load_image(const std::filesystem::path& path, const ImageLimits& limits = {},
                        const ProgressCallback& on_progress = {});

/// The picture turned upright by EXIF orientation 1..8 (1 leaves it as it is), as Pillow's
/// ImageOps.exif_transpose does. Throws Error(value_out_of_range).
Image oriented(const Image& image, int orientation);

/// Pillow's `convert` to "L", "RGB" or "RGBA" (channels 1, 3, 4): alpha is dropped or set to 255, grey is
/// (19595 R + 38470 G + 7471 B + 32768) >> 16. Throws Error(choice_expected) for other numbers of channels.
Image with_channels(const Image& image, int channels);

/// A PNG file's bytes; the pixels come back exactly. Throws Error(picture_empty), Error(picture_too_large)
/// for more than 1 GiB of pixels, Error(out_of_memory).
std::vector<std::byte> encode_png(const Image& image);

/// Writes a PNG that appears whole or not at all. Throws Error(file_unwritable), Error(cancelled).
void write_png(const std::filesystem::path& path, const Image& image, const std::stop_token& stop = {});

}  // namespace patchlens
