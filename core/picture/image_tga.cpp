#include "core/picture/image_tga.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/picture/image_format.h"
#include "core/picture/picture_bytes.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;
using Pixel = std::array<std::uint8_t, 4>;

constexpr std::size_t header_bytes = 18;
constexpr std::string_view footer_text{"TRUEVISION-XFILE.\0", 18};

unsigned byte_at(Bytes file, std::size_t at) {
    return std::to_integer<unsigned>(file[at]);
}

std::size_t two_bytes_at(Bytes file, std::size_t at) {
    return byte_at(file, at) | byte_at(file, at + 1) << 8U;
}

/// The combinations of kind and bits that exist, from Pillow's table of modes.
bool has_kind(unsigned kind, unsigned bits) {
    switch (kind) {
        case 1:
            return bits == 8;
        case 2:
            return bits == 16 || bits == 24 || bits == 32;
        case 3:
            return bits == 1 || bits == 8 || bits == 16;
        default:
            return false;
    }
}

/// A colour of 16 bits (the highest is 1 for transparent, then five for each channel), 24 or 32 bits.
Pixel colour(Bytes file, std::size_t at, int bits) {
    if (bits == 16) {
        const std::size_t value = two_bytes_at(file, at);
        const auto level = [&](unsigned shift) {
            return static_cast<std::uint8_t>((value >> shift & 31U) * 255 / 31);
        };
        return {level(10), level(5), level(0), static_cast<std::uint8_t>(value >> 15U != 0 ? 0 : 255)};
    }
    const auto level = [&](std::size_t i) { return std::to_integer<std::uint8_t>(file[at + i]); };
    return {level(2), level(1), level(0), bits == 32 ? level(3) : std::uint8_t{255}};
}

/// Version 2 ends in a footer with the offset of the extension area; an attribute of 0 there means no alpha.
bool says_no_alpha(Bytes file, std::string_view name) {
    constexpr std::size_t footer_bytes = 26;
    constexpr std::size_t attributes_at = 494;
    const PictureBytes bytes(file, name);
    if (file.size() < footer_bytes || !bytes.starts_with(file.size() - footer_text.size(), footer_text))
        return false;
    const std::size_t extension_at = bytes.little_endian(file.size() - footer_bytes, 4);
    const std::size_t at = extension_at + attributes_at;
    return extension_at != 0 && bytes.holds(at, 1) && file[at] == std::byte{0};
}

/// Expands run lengths: each packet begins with a byte for its count and whether one pixel is repeated.
std::vector<std::byte> unpack_runs(Bytes file, const TgaHeader& header, std::string_view name) {
    const auto pixel_bytes = static_cast<std::size_t>(header.bits / 8);
    const std::size_t total =
        static_cast<std::size_t>(header.image.height * header.image.width) * pixel_bytes;
    const PictureBytes source(file, name);
    std::vector<std::byte> pixels;
    pixels.reserve(total);
    for (std::size_t at = header.pixels_at; pixels.size() < total;) {
        const std::uint32_t packet = source.little_endian(at, 1);
        const bool repeated = packet >= 128;
        const std::size_t count =
            std::min((packet & 127U) + 1, static_cast<std::uint32_t>((total - pixels.size()) / pixel_bytes));
        const Bytes given = source.range(at + 1, repeated ? pixel_bytes : count * pixel_bytes);
        for (std::size_t i = 0; i < (repeated ? count : 1); ++i)
            pixels.insert(pixels.end(), given.begin(), given.end());
        at += 1 + given.size();
    }
    return pixels;
}

/// The colours of all indices; black where the palette has none.
std::vector<Pixel> read_palette(Bytes file, const TgaHeader& header) {
    std::vector<Pixel> palette(256, Pixel{0, 0, 0, 255});
    const auto colour_bytes = static_cast<std::size_t>(header.colour_bits / 8);
    for (std::size_t i = 0; i < std::min(header.first_colour, palette.size()); ++i)
        palette[i] = Pixel{0, 0, 0, static_cast<std::uint8_t>(header.colour_bits == 32 ? 0 : 255)};
    for (std::size_t i = 0; i < header.colours && header.first_colour + i < palette.size(); ++i)
        palette[header.first_colour + i] =
            colour(file, header.palette_at + i * colour_bytes, header.colour_bits);
    return palette;
}

}  // namespace

bool is_tga(Bytes file) {
    if (file.size() < header_bytes) return false;
    const unsigned palettes = byte_at(file, 1);
    const unsigned type = byte_at(file, 2);
    const unsigned map_bits = byte_at(file, 7);
    const bool palette_fits =
        palettes == 1 && (map_bits == 15 || map_bits == 16 || map_bits == 24 || map_bits == 32);
    const bool type_known = type >= 1 && type <= 11 && (type & 7U) >= 1 && (type & 7U) <= 3;
    return type_known && (palettes == 0 ? (type & 7U) != 1 : palette_fits) && two_bytes_at(file, 12) != 0 &&
           two_bytes_at(file, 14) != 0 && (byte_at(file, 17) & 0xC0U) == 0 && byte_at(file, 16) >= 1 &&
           byte_at(file, 16) <= 32;
}

TgaHeader read_tga_header(Bytes file, std::string_view name) {
    const PictureBytes bytes(file, name);
    bytes.range(0, header_bytes);
    TgaHeader header;
    const unsigned type = byte_at(file, 2);
    const unsigned bits = byte_at(file, 16);
    if (!has_kind(type & 7U, bits) || (bits == 1 && type > 8)) {
        throw_refused(name, "TGA " + std::to_string(type) + "/" + std::to_string(bits));
    }
    header.kind = static_cast<int>(type & 7U);
    header.runs = type > 8;
    header.bits = static_cast<int>(bits);
    header.image.width = static_cast<std::int64_t>(two_bytes_at(file, 12));
    header.image.height = static_cast<std::int64_t>(two_bytes_at(file, 14));
    header.right_to_left = (byte_at(file, 17) & 0x10U) != 0;
    header.top_down = (byte_at(file, 17) & 0x20U) != 0;

    header.palette_at = header_bytes + byte_at(file, 0);  // after the image ID
    header.pixels_at = header.palette_at;
    if (byte_at(file, 1) == 1) {
        header.first_colour = two_bytes_at(file, 3);
        header.colours = two_bytes_at(file, 5);
        header.colour_bits = static_cast<int>((byte_at(file, 7) + 7) / 8 * 8);
        const std::size_t palette_bytes = header.colours * static_cast<std::size_t>(header.colour_bits / 8);
        bytes.range(header.palette_at, palette_bytes);
        header.pixels_at += palette_bytes;
    }

    const bool alpha = header.kind == 1 ? header.colour_bits != 24 : header.bits == 16 || header.bits == 32;
    header.image.channels = (header.kind == 3 ? 1 : 3) + (alpha ? 1 : 0);
    header.alpha_means_nothing = header.image.channels == 4 && header.kind == 2 && says_no_alpha(file, name);
    const auto row_bytes = static_cast<double>((header.image.width * header.bits + 7) / 8);
    constexpr double most_in_a_run = 128;
    header.image.least_file_size =
        static_cast<double>(header.pixels_at) +
        row_bytes * static_cast<double>(header.image.height) / (header.runs ? most_in_a_run : 1);
    return header;
}

TgaPixels decode_tga(Bytes file, const TgaHeader& header, std::string_view name) {
    const auto height = static_cast<std::size_t>(header.image.height);
    const auto width = static_cast<std::size_t>(header.image.width);
    const auto channels = static_cast<std::size_t>(header.image.channels);
    const auto bits = static_cast<std::size_t>(header.bits);
    const std::vector<std::byte> unpacked =
        header.runs ? unpack_runs(file, header, name) : std::vector<std::byte>();
    const Bytes source = header.runs ? Bytes(unpacked) : file.subspan(header.pixels_at);
    const std::vector<Pixel> palette = header.kind == 1 ? read_palette(file, header) : std::vector<Pixel>();

    TgaPixels pixels;
    Image& image = pixels.image;
    image = {{static_cast<int>(height), static_cast<int>(width)}, header.image.channels, {}};
    image.pixels.resize(height * width * channels);
    std::uint8_t* target = image.pixels.data();
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t row_at = (header.top_down ? y : height - 1 - y) * ((width * bits + 7) / 8);
        for (std::size_t column = 0; column < width; ++column, target += channels) {
            const std::size_t x = header.right_to_left ? width - 1 - column : column;
            const std::size_t at = row_at + x * bits / 8;
            Pixel pixel{};
            if (header.kind == 1) {
                const std::size_t named = byte_at(source, at);
                pixel = palette[named];
                pixels.colours_missing =
                    pixels.colours_missing || named >= header.first_colour + header.colours;
            } else if (header.kind == 2) {
                pixel = colour(source, at, header.bits);
                if (header.alpha_means_nothing) pixel[3] = 255;
            } else if (bits == 1) {
                pixel[0] = static_cast<std::uint8_t>((byte_at(source, at) >> (7 - x % 8) & 1U) * 255);
            } else {
                for (std::size_t i = 0; i < bits / 8; ++i)
                    pixel.at(i) = std::to_integer<std::uint8_t>(source[at + i]);
            }
            std::copy_n(pixel.begin(), channels, target);
        }
    }
    return pixels;
}

}  // namespace patchlens
