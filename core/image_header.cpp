#include "core/image_header.h"

#include <algorithm>

#include "core/error.h"
#include "core/image_format.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view cut_short = "the file ends too early";

/// Whole numbers at a place of the file; a place beyond its end is damage.
class Reader {
public:
    Reader(Bytes file, std::string_view name) : file_(file), name_(name) {}

    std::uint32_t big_endian(std::size_t at, std::size_t bytes) const {
        require(at, bytes);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = value << 8U | std::to_integer<std::uint32_t>(file_[at + i]);
        return value;
    }

    std::uint32_t little_endian(std::size_t at, std::size_t bytes) const {
        require(at, bytes);
        std::uint32_t value = 0;
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8U | std::to_integer<std::uint32_t>(file_[at + i]);
        return value;
    }

    Bytes range(std::size_t at, std::size_t bytes) const {
        require(at, bytes);
        return file_.subspan(at, bytes);
    }

    bool starts_with(std::size_t at, std::string_view text) const {
        if (at > file_.size() || text.size() > file_.size() - at) return false;
        return std::equal(text.begin(), text.end(), file_.begin() + static_cast<std::ptrdiff_t>(at),
                          [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
    }

    std::size_t size() const { return file_.size(); }

private:
    void require(std::size_t at, std::size_t bytes) const {
        if (at > file_.size() || bytes > file_.size() - at) throw_damaged(name_, cut_short);
    }

    Bytes file_;
    std::string_view name_;
};

/// `file` with `zeros` zero bytes put in at `at`.
std::vector<std::byte> with_zeros(Bytes file, std::size_t at, std::size_t zeros) {
    std::vector<std::byte> longer;
    longer.reserve(file.size() + zeros);
    longer.assign(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(at));
    longer.resize(at + zeros);
    longer.insert(longer.end(), file.begin() + static_cast<std::ptrdiff_t>(at), file.end());
    return longer;
}

double pixels(const ImageHeader& header) {
    return static_cast<double>(header.width) * static_cast<double>(header.height);
}

constexpr std::size_t full_palette = 256;

/// Samples in a pixel of each PNG colour type; 0: there is no such type.
constexpr int png_samples(std::uint32_t colour_type) {
    switch (colour_type) {
        case 0:
            return 1;  // grey
        case 2:
            return 3;  // RGB
        case 3:
            return 1;  // an index into the palette
        case 4:
            return 2;  // grey and alpha
        case 6:
            return 4;  // RGB and alpha
        default:
            return 0;
    }
}

}  // namespace

void throw_damaged(std::string_view name, std::string_view reason) {
    throw Error(ErrorCode::picture_damaged, {std::string(name), std::string(reason)});
}

ImageHeader read_png_header(Bytes file, std::string_view name) {
    const Reader reader(file, name);
    // Chunk after chunk: length, type, data, checksum. IHDR must be the first, IEND the last.
    ImageHeader header;
    std::uint32_t colour_type = 0;
    bool transparent_colour = false;
    std::size_t palette_at = 0;
    std::size_t palette_bytes = 0;
    constexpr std::size_t signature = 8;
    for (std::size_t at = signature;;) {
        const std::size_t length = reader.big_endian(at, 4);
        const std::size_t data_at = at + 8;
        const auto is = [&](std::string_view type) { return reader.starts_with(at + 4, type); };
        reader.range(data_at, length);
        if (is("CgBI")) throw_refused(name, "Apple's own PNG (CgBI)");
        if ((at == signature) != is("IHDR")) throw_damaged(name, "the PNG header is not in its place");

        if (is("IHDR")) {
            header.width = reader.big_endian(data_at, 4);
            header.height = reader.big_endian(data_at + 4, 4);
            header.bits_per_channel = static_cast<int>(reader.big_endian(data_at + 8, 1));
            colour_type = reader.big_endian(data_at + 9, 1);
            if (png_samples(colour_type) == 0) throw_damaged(name, "there is no such PNG colour type");
        } else if (is("PLTE")) {
            palette_at = data_at;
            palette_bytes = length;
        } else if (is("tRNS")) {
            transparent_colour = true;
        } else if (is("eXIf")) {
            header.exif = reader.range(data_at, length);
        } else if (is("IEND")) {
            break;
        } else if (!is("IDAT") && (reader.big_endian(at + 4, 1) & 0x20U) == 0) {
            throw_damaged(name, "it has a critical PNG chunk of an unknown type");
        }
        at = data_at + length + 4;
    }

    const bool indexed = colour_type == 3;
    if (indexed && palette_bytes < full_palette * 3 && palette_at != 0) {
        header.with_full_palette =
            with_zeros(file, palette_at + palette_bytes, full_palette * 3 - palette_bytes);
        constexpr std::size_t length_field = 8;  // before the data; big endian 768 = 0x300
        for (std::size_t i = 0; i < 4; ++i) {
            header.with_full_palette[palette_at - length_field + i] =
                std::byte{i == 2 ? std::uint8_t{3} : std::uint8_t{0}};
        }
    }
    header.channels = (indexed ? 3 : png_samples(colour_type)) + (transparent_colour ? 1 : 0);
    // Deflate spends at least 2 bits on every 258 bytes.
    constexpr double deflate_ratio = 1032;
    const double pixel_bytes = header.bits_per_channel * png_samples(colour_type) / 8.0;
    header.least_file_size = pixels(header) * pixel_bytes / deflate_ratio;
    return header;
}

ImageHeader read_bmp_header(Bytes file, std::string_view name) {
    const Reader reader(file, name);
    const std::uint32_t pixels_at = reader.little_endian(10, 4);
    const std::uint32_t info_size = reader.little_endian(14, 4);
    constexpr std::size_t info_at = 14;
    ImageHeader header;
    if (info_size == 12) throw_refused(name, "OS/2 BMP");
    if (info_size != 40 && info_size != 56 && info_size != 108 && info_size != 124)
        throw_refused(name, "a rare BMP");

    reader.range(info_at, info_size);
    // A negative height means that the rows go from top to bottom; a negative width means nothing.
    header.width = static_cast<std::int32_t>(reader.little_endian(info_at + 4, 4));
    header.height = std::abs(std::int64_t{static_cast<std::int32_t>(reader.little_endian(info_at + 8, 4))});
    if (header.width < 0) throw_damaged(name, "the width is negative");
    const std::int64_t bits = reader.little_endian(info_at + 14, 2);
    const std::uint32_t compression = reader.little_endian(info_at + 16, 4);
    if (compression == 1 || compression == 2) throw_refused(name, "run-length compressed BMP");
    if (compression > 3) throw_refused(name, "compressed BMP");
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
        throw_damaged(name, "there are no BMP pixels of " + std::to_string(bits) + " bits");
    }

    // Every row is padded to 4 bytes, except that a writer may leave out the padding of the last one.
    const std::int64_t row_bytes = (header.width * bits + 7) / 8;
    const std::int64_t stride = (row_bytes + 3) / 4 * 4;
    header.least_file_size = static_cast<double>(pixels_at) + static_cast<double>(row_bytes) +
                             static_cast<double>(stride) * static_cast<double>(header.height - 1);

    // Masks say where in a pixel each colour is; the alpha mask has a place in the longer headers only.
    const bool alpha_mask = info_size >= 108 && reader.little_endian(info_at + 52, 4) != 0;
    const bool alpha = compression == 3 ? alpha_mask : bits == 32;
    header.channels = alpha ? 4 : 3;
    if (bits <= 8) {
        // stb_image takes everything between the header and the pixels for the palette.
        const std::size_t palette_at = info_at + info_size;
        if (pixels_at < palette_at + 4) throw_damaged(name, "the BMP has no palette");
        const std::size_t colours = std::min<std::size_t>((pixels_at - palette_at) / 4, full_palette);
        const std::size_t full_end = palette_at + full_palette * 4;
        if (pixels_at != full_end && pixels_at <= file.size()) {
            const std::size_t used_end = palette_at + colours * 4;
            header.with_full_palette = with_zeros(file.first(used_end), used_end, full_end - used_end);
            const Bytes rows = file.subspan(pixels_at);
            header.with_full_palette.insert(header.with_full_palette.end(), rows.begin(), rows.end());
            for (std::size_t i = 0; i < 4; ++i) {
                header.with_full_palette[10 + i] = static_cast<std::byte>(full_end >> (8 * i) & 0xFFU);
            }
        }
    }
    return header;
}

}  // namespace patchlens
