#include "core/picture/image_bmp.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/picture/image_format.h"
#include "core/picture/picture_bytes.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t info_at = 14;  // after "BM", the file's size and the offset of the pixels
constexpr std::uint32_t rle8 = 1;
constexpr std::uint32_t rle4 = 2;
constexpr std::uint32_t colour_masks = 3;
constexpr std::uint32_t colour_and_alpha_masks = 6;
/// OS/2 1; OS/2 2, short and full; Windows, and its extensions: masks, alpha, colour space, profile.
constexpr std::array<std::uint32_t, 8> info_sizes{12, 16, 40, 52, 56, 64, 108, 124};
constexpr std::array pixel_bits{1, 2, 4, 8, 16, 24, 32};

bool has_palette(const BmpHeader& header) {
    return header.bits <= 8;
}

bool has_runs(const BmpHeader& header) {
    return header.compression == rle8 || header.compression == rle4;
}

bool has_masks(const BmpHeader& header) {
    return header.compression == colour_masks || header.compression == colour_and_alpha_masks;
}

/// Bytes of a row, without and with its padding.
std::int64_t row_bytes(const BmpHeader& header) {
    return (header.image.width * header.bits + 7) / 8;
}
std::int64_t stride_bytes(const BmpHeader& header) {
    return (row_bytes(header) + 3) / 4 * 4;
}

void read_size_and_kind(const PictureBytes& file, std::uint32_t info_size, std::string_view name,
                        BmpHeader& header) {
    if (info_size == 12) {
        header.image.width = file.little_endian(info_at + 4, 2);
        header.image.height = file.little_endian(info_at + 6, 2);
        header.bits = static_cast<int>(file.little_endian(info_at + 10, 2));
    } else {
        // A negative height means that the rows go from top to bottom; a negative width means nothing.
        const std::int64_t height = static_cast<std::int32_t>(file.little_endian(info_at + 8, 4));
        header.image.width = static_cast<std::int32_t>(file.little_endian(info_at + 4, 4));
        header.image.height = std::abs(height);
        header.top_down = height < 0;
        header.bits = static_cast<int>(file.little_endian(info_at + 14, 2));
        if (info_size > 16) header.compression = file.little_endian(info_at + 16, 4);
    }
    if (header.image.width < 0) throw_damaged(name, Word::width_negative);

    // An embedded JPEG or PNG (4, 5), CMYK for printers (11 to 13), OS/2's Huffman codes (3, with a palette)
    // and 24-bit RLE (4) are refused.
    const bool known = header.compression <= colour_masks || header.compression == colour_and_alpha_masks;
    if (!known || (has_masks(header) && has_palette(header))) {
        throw_refused(name, "BMP " + std::to_string(header.bits) + "/" + std::to_string(header.compression));
    }
    if (std::ranges::find(pixel_bits, header.bits) == pixel_bits.end() ||
        (has_runs(header) && !has_palette(header))) {
        throw_damaged(name, {Word::bmp_bits_unknown, {std::to_string(header.bits)}});
    }
}

/// Reads as many colours as the header declares, even past the start of the pixels. Returns the palette's
/// end.
std::size_t read_palette(const PictureBytes& file, std::uint32_t info_size, std::string_view name,
                         BmpHeader& header) {
    const std::size_t colour_bytes = info_size == 12 ? 3 : 4;  // blue, green, red, and a byte without meaning
    std::size_t colours = info_size >= 40 ? file.little_endian(info_at + 32, 4) : 0;
    if (colours == 0) colours = std::size_t{1} << static_cast<unsigned>(header.bits);
    if (colours > 65536) throw_damaged(name, Word::bmp_palette_too_long);

    const std::size_t palette_at = info_at + info_size;
    bool ramp = true;  // every colour is the grey of its index
    bool grey = true;
    for (std::size_t i = 0; i < std::min(colours, header.palette.size()); ++i) {
        const std::size_t at = palette_at + i * colour_bytes;
        std::array<std::uint8_t, 3>& colour = header.palette.at(i);
        if (file.holds(at, 3)) {
            const std::uint32_t value = file.little_endian(at, 3);
            header.colours = i + 1;
            colour = {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
                      static_cast<std::uint8_t>(value)};
        }
        grey = grey && colour[0] == colour[1] && colour[1] == colour[2];
        ramp = ramp && grey && colour[0] == i;
    }
    // Pillow leaves such a palette aside: an index beyond it is a level too, not black.
    if (ramp && colours != 2) {
        for (std::size_t i = colours; i < header.palette.size(); ++i)
            header.palette.at(i).fill(static_cast<std::uint8_t>(i));
        header.colours = header.palette.size();
    }
    header.image.channels = grey ? 1 : 3;
    return palette_at + colours * colour_bytes;
}

/// Returns the end of what the header says about colours.
std::size_t read_masks(const PictureBytes& file, std::uint32_t info_size, std::string_view name,
                       BmpHeader& header) {
    constexpr std::array<std::uint32_t, 4> bits_555{0x7C00, 0x3E0, 0x1F, 0};
    constexpr std::array<std::uint32_t, 4> bits_565{0xF800, 0x7E0, 0x1F, 0};
    constexpr std::array<std::uint32_t, 4> bytes_bgr{0xFF0000, 0xFF00, 0xFF, 0};
    std::size_t end = info_at + info_size;
    header.masks = header.bits == 16 ? bits_555 : bytes_bgr;
    if (has_masks(header)) {
        // The first header ends before the masks, which follow it; the alpha mask came later than the others.
        const bool within = info_size >= 52;
        const bool alpha = within ? info_size >= 56 : header.compression == colour_and_alpha_masks;
        const std::size_t masks_at = info_at + std::min<std::size_t>(info_size, 40);
        const std::size_t count = alpha ? 4 : 3;
        header.masks.fill(0);
        for (std::size_t i = 0; i < count; ++i)
            header.masks.at(i) = file.little_endian(masks_at + i * 4, 4);
        if (!within) end += count * 4;

        // Pillow knows no alpha in the two usual forms of 16 bits, and takes no masks at all for BGRA.
        const bool usual = std::equal(bits_555.begin(), bits_555.end() - 1, header.masks.begin()) ||
                           std::equal(bits_565.begin(), bits_565.end() - 1, header.masks.begin());
        if (header.bits == 16 && usual) header.masks[3] = 0;
        if (header.masks == std::array<std::uint32_t, 4>{}) {
            if (header.bits != 32) throw_damaged(name, Word::bmp_masks_empty);
            header.masks = bytes_bgr;
            header.masks[3] = 0xFF000000;
        }
    }
    header.image.channels = header.masks[3] != 0 ? 4 : 3;
    return end;
}

/// One index a byte, rows as in the file. Rules of what is not well-formed: Pillow's.
std::vector<std::uint8_t> unpack_runs(Bytes file, const BmpHeader& header, std::string_view name) {
    constexpr std::size_t end_of_line = 0;
    constexpr std::size_t end_of_picture = 1;
    constexpr std::size_t move = 2;
    const auto width = static_cast<std::size_t>(header.image.width);
    const std::size_t total = width * static_cast<std::size_t>(header.image.height);
    const bool two_in_a_byte = header.compression == rle4;
    const auto nibble = [](std::size_t pair, std::size_t i) {
        return static_cast<std::uint8_t>(i % 2 == 0 ? pair >> 4U : pair & 15U);
    };

    std::vector<std::uint8_t> indices(total);
    std::size_t at = header.pixels_at;
    const auto next = [&] {
        if (at >= file.size()) throw_damaged(name, Word::pixels_cut_short);
        return std::to_integer<std::size_t>(file[at++]);
    };
    std::size_t done = 0;
    std::size_t column = 0;
    while (done < total) {
        const std::size_t repeat = next();
        const std::size_t value = next();
        if (repeat > 0) {
            const std::size_t count = std::min({repeat, width - std::min(column, width), total - done});
            for (std::size_t i = 0; i < count; ++i)
                indices[done + i] = two_in_a_byte ? nibble(value, i) : static_cast<std::uint8_t>(value);
            done += count;
            column += count;
        } else if (value == end_of_line) {
            done = (done + width - 1) / width * width;
            column = 0;
        } else if (value == end_of_picture) {
            break;
        } else if (value == move) {
            const std::size_t right = next();
            const std::size_t down = next();
            done = std::min(total, done + right + down * width);
            column = done % width;
        } else {
            // So many pixels as they are; then on at an even place.
            const std::size_t count = std::min(value, total - done);
            std::size_t pair = 0;
            for (std::size_t i = 0; i < count; ++i) {
                if (!two_in_a_byte || i % 2 == 0) pair = next();
                indices[done + i] = two_in_a_byte ? nibble(pair, i) : static_cast<std::uint8_t>(pair);
            }
            done += count;
            column += value;
            at += at % 2;
        }
    }
    return indices;
}

/// Where one of the colours is in a pixel.
class Mask {
public:
    explicit Mask(std::uint32_t mask)
        : mask_(mask), shift_(mask == 0 ? 0U : static_cast<unsigned>(std::countr_zero(mask))) {}

    /// 0..255, rounded down as Pillow does.
    std::uint8_t level(std::uint32_t pixel) const {
        const std::uint32_t value = (pixel & mask_) >> shift_;
        const std::uint32_t most = mask_ >> shift_;
        if (most == 255) return static_cast<std::uint8_t>(value);
        return most == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(std::uint64_t{value} * 255 / most);
    }

private:
    std::uint32_t mask_;
    unsigned shift_;
};

}  // namespace

BmpHeader read_bmp_header(Bytes bytes, std::string_view name) {
    const PictureBytes file(bytes, name);
    const std::uint32_t info_size = file.little_endian(info_at, 4);
    if (std::ranges::find(info_sizes, info_size) == info_sizes.end()) {
        throw_damaged(name, {Word::bmp_header_unknown, {std::to_string(info_size)}});
    }
    file.range(info_at, info_size);

    BmpHeader header;
    read_size_and_kind(file, info_size, name, header);
    const std::size_t end = has_palette(header) ? read_palette(file, info_size, name, header)
                                                : read_masks(file, info_size, name, header);
    header.pixels_at = file.little_endian(10, 4);
    // Some writers forget the palette when they say where the pixels begin, or say nothing.
    if (header.pixels_at == 0 || (has_palette(header) && header.pixels_at == info_at + info_size))
        header.pixels_at = end;

    // A writer may leave out the padding of the last row.
    header.image.least_file_size = static_cast<double>(header.pixels_at);
    if (!has_runs(header)) {
        header.image.least_file_size +=
            static_cast<double>(row_bytes(header)) +
            static_cast<double>(stride_bytes(header)) * static_cast<double>(header.image.height - 1);
    }
    return header;
}

BmpPixels decode_bmp(Bytes file, const BmpHeader& header, std::string_view name) {
    const auto height = static_cast<std::size_t>(header.image.height);
    const auto width = static_cast<std::size_t>(header.image.width);
    const auto channels = static_cast<std::size_t>(header.image.channels);
    const auto bits = static_cast<std::size_t>(header.bits);
    BmpPixels pixels;
    Image& image = pixels.image;
    image = {{static_cast<int>(height), static_cast<int>(width)}, header.image.channels, {}};
    image.pixels.resize(height * width * channels);

    const std::vector<std::uint8_t> runs =
        has_runs(header) ? unpack_runs(file, header, name) : std::vector<std::uint8_t>();
    const std::array<Mask, 4> masks{Mask(header.masks[0]), Mask(header.masks[1]), Mask(header.masks[2]),
                                    Mask(header.masks[3])};
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t row = header.top_down ? y : height - 1 - y;  // as in the file
        std::uint8_t* target = image.pixels.data() + y * width * channels;
        const std::byte* source = runs.empty() ? file.data() + header.pixels_at +
                                                     row * static_cast<std::size_t>(stride_bytes(header))
                                               : nullptr;
        const auto index = [&](std::size_t x) -> std::size_t {
            if (source == nullptr) return runs[row * width + x];
            const std::size_t bit = x * bits;
            const auto byte = std::to_integer<std::size_t>(source[bit / 8]);
            return byte >> (8 - bits - bit % 8) & ((std::size_t{1} << bits) - 1);
        };
        for (std::size_t x = 0; x < width; ++x, target += channels) {
            if (has_palette(header)) {
                const std::size_t named = index(x);
                std::copy_n(header.palette.at(named).begin(), channels, target);
                pixels.colours_missing = pixels.colours_missing || named >= header.colours;
                continue;
            }
            std::uint32_t pixel = 0;
            for (std::size_t i = bits / 8; i-- > 0;)
                pixel = pixel << 8U | std::to_integer<std::uint32_t>(source[x * bits / 8 + i]);
            for (std::size_t c = 0; c < channels; ++c)
                target[c] = masks.at(c).level(pixel);
        }
    }
    return pixels;
}

}  // namespace patchlens
