// What a PNG or BMP file says about itself, read before any pixel is decoded, and checked for what
// stb_image lets pass: files cut short, headers that promise more pixels than the file could hold, palettes
// with missing colours.
//
// Sources: PNG specification (W3C, third edition) 5 and 11; BMP (Microsoft
// BITMAPINFOHEADER).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

struct ImageHeader {
    std::int64_t height = 0;
    std::int64_t width = 0;
    int channels = 0;
    int bits_per_channel = 8;
    /// The EXIF data: a TIFF structure, behind "Exif\0\0" or not; empty where there is none.
    std::span<const std::byte> exif;
    /// The fewest bytes that could hold this many pixels in this format. Not a whole number type: a header
    /// may promise 4294967295x4294967295 pixels. Exact for every size within the limits.
    double least_file_size = 0;
    /// The file again, its palette filled up with black; empty where the file can be decoded as it is.
    /// stb_image would read colours beyond the palette from memory that was never written.
    std::vector<std::byte> with_full_palette;
};

/// Each reads the header of one format. `name` stands for the file in error sentences. They throw
/// Error(picture_damaged), and Error(picture_format_refused) for rare kinds of the format.
ImageHeader read_png_header(std::span<const std::byte> file, std::string_view name);
ImageHeader read_bmp_header(std::span<const std::byte> file, std::string_view name);

/// Throws Error(picture_damaged) with the technical reason.
[[noreturn]] void throw_damaged(std::string_view name, std::string_view reason);

}  // namespace patchlens
