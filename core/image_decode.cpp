// Decoding: the format by its first bytes, the header, the limits, and only then the pixels.
#include <algorithm>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/exif_orientation.h"
#include "core/image.h"
#include "core/image_format.h"
#include "core/image_header.h"
#include "core/image_jpeg.h"
#include "core/image_pnm.h"
#include "core/image_webp.h"
#include "core/memory.h"
#include "core/text.h"

namespace {

/// What stb_image may allocate at once; its inflate otherwise grows as far as a hostile file asks.
thread_local std::size_t largest_allocation = 0;

/// Zeroed, so that pixels no data was found for are black and not what memory held before.
void* allocate_zeroed(std::size_t bytes) {
    return bytes > largest_allocation ? nullptr : std::calloc(1, std::max<std::size_t>(bytes, 1));
}

void* reallocate(void* memory, std::size_t bytes) {
    return bytes > largest_allocation ? nullptr : std::realloc(memory, std::max<std::size_t>(bytes, 1));
}

}  // namespace

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_BMP
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#define STBI_MALLOC(bytes) allocate_zeroed(bytes)
#define STBI_REALLOC(memory, bytes) reallocate(memory, bytes)
#define STBI_FREE(memory) std::free(memory)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wold-style-cast"  // in the allocation macros, which count as ours
#include <stb_image.h>
#pragma GCC diagnostic pop

namespace patchlens {
namespace {

void check_limits(const ImageHeader& header, std::string_view name, const ImageLimits& limits) {
    if (header.height == 0 || header.width == 0) throw Error(ErrorCode::picture_empty, {std::string(name)});

    // The decoder counts bytes in int, with one more for every row.
    const std::int64_t pixel_bytes = std::int64_t{header.channels} * (header.bits_per_channel == 16 ? 2 : 1);
    const std::int64_t side = std::min(limits.side, STBI_MAX_DIMENSIONS);
    const std::int64_t pixels = std::min(limits.pixels, (INT_MAX - side) / pixel_bytes);
    if (header.height > side || header.width > side || header.height * header.width > pixels) {
        throw Error(ErrorCode::picture_too_large,
                    {std::string(name), std::to_string(header.height) + "x" + std::to_string(header.width),
                     std::to_string(side), std::to_string(pixels / 1'000'000)});
    }
}

ImageHeader read_header(ImageFormat format, std::span<const std::byte> file, std::string_view name) {
    switch (format) {
        case ImageFormat::png:
            return read_png_header(file, name);
        case ImageFormat::jpeg:
            return read_jpeg_header(file, name);
        case ImageFormat::webp:
            return read_webp_header(file, name);
        case ImageFormat::bmp:
            return read_bmp_header(file, name);
        case ImageFormat::pnm:
            break;
    }
    return read_pnm_header(file, name).image;
}

/// A PNG or BMP whose header is within the limits, by stb_image.
Image decode_with_stb(std::span<const std::byte> original, const ImageHeader& header, std::string_view name) {
    const std::span<const std::byte> repaired = header.with_full_palette;
    const std::span<const std::byte> file = repaired.empty() ? original : repaired;
    const auto expected_bytes =
        static_cast<std::size_t>(header.height) * static_cast<std::size_t>(header.width) * 4 * 2;
    // Twice for growth by doubling; 16 MiB for what is rounded up to whole blocks.
    largest_allocation = 2 * (expected_bytes + file.size()) + (16U << 20U);

    Image image{{}, header.channels, {}};
    int channels_in_file = 0;
    const std::unique_ptr<stbi_uc, decltype(&std::free)> pixels(
        stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(file.data()), static_cast<int>(file.size()),
                              &image.size.width, &image.size.height, &channels_in_file, header.channels),
        std::free);
    if (!pixels) throw_damaged(name, stbi_failure_reason());
    if (image.size.width != header.width || image.size.height != header.height)
        throw_damaged(name, "two headers contradict each other");

    const std::int64_t count = image.size.area() * image.channels;
    image.pixels.assign(pixels.get(), pixels.get() + count);
    return image;
}

/// The pixels of `decoded.format` as they are stored, and what the decoder has to say about them.
void decode_pixels(std::span<const std::byte> file, const ImageHeader& header, std::string_view name,
                   const TellProgress& tell, DecodedImage& decoded) {
    if (decoded.format == ImageFormat::jpeg) {
        JpegPixels jpeg = decode_jpeg(file, name, tell);
        decoded.image = std::move(jpeg.image);
        if (jpeg.damaged) decoded.notes.push_back({PictureNoteCode::pixels_damaged, {}});
        return;
    }
    if (decoded.format == ImageFormat::webp) {
        WebpPixels webp = decode_webp(file, name, tell);
        decoded.image = std::move(webp.image);
        if (webp.frames > 1)
            decoded.notes.push_back({PictureNoteCode::first_frame, {std::to_string(webp.frames)}});
        return;
    }
    // The others are decoded in one piece.
    if (tell && !tell({OpeningStage::decoding, 0, 0})) throw Error(ErrorCode::cancelled);
    decoded.image = decoded.format == ImageFormat::pnm ? decode_pnm(file, read_pnm_header(file, name))
                                                       : decode_with_stb(file, header, name);
}

}  // namespace

DecodedImage decode_image(std::span<const std::byte> file, std::string_view name, const ImageLimits& limits,
                          const TellProgress& tell) {
    if (file.empty()) throw Error(ErrorCode::file_empty, {std::string(name)});
    const std::uint64_t most_bytes = std::min<std::uint64_t>(limits.file_bytes, INT_MAX);
    if (file.size() > most_bytes) {
        throw Error(ErrorCode::file_too_large,
                    {std::string(name), bytes_text(file.size()), bytes_text(most_bytes)});
    }

    DecodedImage decoded;
    decoded.format = recognise_format(file, name);
    const ImageHeader header = read_header(decoded.format, file, name);
    check_limits(header, name, limits);
    if (static_cast<double>(file.size()) < header.least_file_size) {
        throw_damaged(name, "the file ends before its last pixel");
    }
    // Inflated data, the decoder's pixels and ours are in memory at once.
    const std::int64_t channel_bytes = header.bits_per_channel == 16 ? 2 : 1;
    const std::int64_t pixel_bytes = header.channels * (2 * channel_bytes + 1);
    require_memory(static_cast<std::uint64_t>(header.height * header.width * pixel_bytes) + file.size(),
                   Word::picture);

    decode_pixels(file, header, name, tell, decoded);
    decoded.reduced_to_8_bits = header.bits_per_channel == 16;
    decoded.orientation = exif_orientation(header.exif);
    if (decoded.orientation != 1) {
        decoded.image = oriented(decoded.image, decoded.orientation);
        decoded.notes.push_back({PictureNoteCode::turned_upright, {std::to_string(decoded.orientation)}});
    }
    if (decoded.reduced_to_8_bits) {
        decoded.notes.push_back({decoded.format == ImageFormat::pnm ? PictureNoteCode::scaled_to_8_bits
                                                                    : PictureNoteCode::upper_8_bits,
                                 {}});
    }
    return decoded;
}

}  // namespace patchlens
