// Decoding: the format by its first bytes, the header, the limits, and only then the pixels.
#include <algorithm>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/picture/exif_orientation.h"
#include "core/picture/image.h"
#include "core/picture/image_bmp.h"
#include "core/picture/image_format.h"
#include "core/picture/image_header.h"
#include "core/picture/image_jpeg.h"
#include "core/picture/image_png.h"
#include "core/picture/image_pnm.h"
#include "core/picture/image_tga.h"
#include "core/picture/image_webp.h"
#include "core/support/memory.h"
#include "core/support/text.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

/// Refuses a picture that is empty, beyond the limits, larger than its file can hold or than memory allows.
void check(const ImageHeader& header, Bytes file, std::string_view name, const ImageLimits& limits) {
    if (header.height == 0 || header.width == 0) throw Error(ErrorCode::picture_empty, {std::string(name)});
    if (header.height > limits.side || header.width > limits.side ||
        header.height * header.width > limits.pixels) {
        throw Error(ErrorCode::picture_too_large,
                    {std::string(name), std::to_string(header.height) + "x" + std::to_string(header.width),
                     std::to_string(limits.side), std::to_string(limits.pixels / 1'000'000)});
    }
    if (static_cast<double>(file.size()) < header.least_file_size) {
        throw_damaged(name, Word::pixels_cut_short);
    }
    // In memory at once: the decoder's buffers, the pixels as stored and the pixels turned upright.
    constexpr std::int64_t copies = 3;
    require_memory(
        static_cast<std::uint64_t>(header.height * header.width * header.channels * copies) + file.size(),
        Word::picture);
}

/// Fills `decoded` with the pixels as stored, their orientation and the notes about them.
void decode_pixels(Bytes file, std::string_view name, const ImageLimits& limits,
                   const ProgressCallback& on_progress, DecodedImage& decoded) {
    const auto note = [&decoded](bool said, PictureNoteCode code, std::vector<std::string> arguments = {}) {
        if (said) decoded.notes.push_back({code, std::move(arguments)});
    };
    const auto checked = [&](const ImageHeader& header) {
        check(header, file, name, limits);
        decoded.reduced_to_8_bits = header.bits_per_channel == 16;
        decoded.orientation = exif_orientation(header.exif);
    };
    const auto report_once = [&] {
        if (on_progress && !on_progress({OpeningStage::decoding, 0, 0})) throw Error(ErrorCode::cancelled);
    };
    const auto with_palette = [&](const auto& header, const auto& decode) {
        checked(header.image);
        report_once();
        auto pixels = decode(file, header, name);
        decoded.image = std::move(pixels.image);
        note(pixels.colours_missing, PictureNoteCode::colours_missing);
    };
    switch (decoded.format) {
        case ImageFormat::png: {
            const PngHeader header = read_png_header(file, name);
            checked(header.image);
            PngPixels png = decode_png(file, header, name, on_progress);
            decoded.image = std::move(png.image);
            decoded.orientation = png_orientation(header.texts);
            note(header.checksum_wrong || png.checksum_wrong, PictureNoteCode::checksum_wrong);
            note(png.colours_missing, PictureNoteCode::colours_missing);
            note(header.frames > 1, PictureNoteCode::first_frame, {std::to_string(header.frames)});
            break;
        }
        case ImageFormat::jpeg: {
            checked(read_jpeg_header(file, name));
            JpegPixels jpeg = decode_jpeg(file, name, on_progress);
            decoded.image = std::move(jpeg.image);
            note(jpeg.damaged, PictureNoteCode::pixels_damaged);
            break;
        }
        case ImageFormat::webp: {
            checked(read_webp_header(file, name));
            WebpPixels webp = decode_webp(file, name, on_progress);
            decoded.image = std::move(webp.image);
            note(webp.frames > 1, PictureNoteCode::first_frame, {std::to_string(webp.frames)});
            break;
        }
        case ImageFormat::bmp:
            with_palette(read_bmp_header(file, name), decode_bmp);
            break;
        case ImageFormat::tga:
            with_palette(read_tga_header(file, name), decode_tga);
            break;
        case ImageFormat::pnm: {
            const PnmHeader header = read_pnm_header(file, name);
            checked(header.image);
            report_once();
            decoded.image = decode_pnm(file, header, name);
            break;
        }
    }
}

}  // namespace

DecodedImage decode_image(std::span<const std::byte> file, std::string_view name, const ImageLimits& limits,
                          const ProgressCallback& on_progress) {
    if (file.empty()) throw Error(ErrorCode::file_empty, {std::string(name)});
    if (file.size() > limits.file_bytes) {
        throw Error(ErrorCode::file_too_large,
                    {std::string(name), bytes_text(file.size()), bytes_text(limits.file_bytes)});
    }

    DecodedImage decoded;
    decoded.format = recognise_format(file, name);
    decode_pixels(file, name, limits, on_progress, decoded);
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
