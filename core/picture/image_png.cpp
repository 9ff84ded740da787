#include "core/picture/image_png.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <string>
#include <vector>

#include <png.h>
#include <zlib.h>

#include "core/error.h"
#include "core/picture/image_format.h"
#include "core/picture/picture_bytes.h"
#include "core/picture/png_checksum.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t signature_bytes = 8;
constexpr int grey = 0;
constexpr int rgb = 2;
constexpr int indexed = 3;

/// Samples per pixel of each colour type; 0: there is no such type.
constexpr int samples_in(int colour_type) {
    constexpr std::array samples{1, 0, 3, 1, 2, 0, 4};
    return colour_type < static_cast<int>(samples.size()) ? samples[static_cast<std::size_t>(colour_type)]
                                                          : 0;
}

bool is_name(std::string_view type) {
    return std::ranges::all_of(type, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

/// A chunk whose name begins with a capital letter: a decoder that does not know it must not go on.
bool is_critical(std::string_view type) {
    return type[0] >= 'A' && type[0] <= 'Z';
}

/// libpng reading from memory. Its errors jump (longjmp) to where the reading began, so nothing with a
/// destructor lives in between.
class PngRows {
public:
    explicit PngRows(Bytes file) : rest_(file) {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
        if (png_ == nullptr) throw std::bad_alloc();
        info_ = png_create_info_struct(png_);
        png_set_read_fn(png_, this, on_read);
        // read_png_header checks the chunks' checksums and reads all chunks except the pixels.
        png_set_crc_action(png_, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
        png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    }
    ~PngRows() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngRows(const PngRows&) = delete;
    PngRows& operator=(const PngRows&) = delete;

    /// 8 bits a sample, or a palette index in a byte. Returns the number of passes over all rows; 0: failed.
    int begin(std::uint32_t side) {
        if (setjmp(png_jmpbuf(png_)) != 0) return 0;
        png_set_user_limits(png_, side, side);
        png_read_info(png_, info_);
        png_set_strip_16(png_);
        png_set_packing(png_);
        if (png_get_color_type(png_, info_) == grey) png_set_expand_gray_1_2_4_to_8(png_);
        const int passes = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        return passes;
    }
    /// An error after the last pixel does not invalidate the pixels.
    bool read_row(std::uint8_t* row) {
        if (setjmp(png_jmpbuf(png_)) != 0) {
            const bool interlaced = png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE;
            return interlaced ? png_get_current_pass_number(png_) >= PNG_INTERLACE_ADAM7_PASSES
                              : png_get_current_row_number(png_) >= png_get_image_height(png_, info_);
        }
        png_read_row(png_, row, nullptr);
        return true;
    }
    std::size_t row_bytes() const { return png_get_rowbytes(png_, info_); }
    bool checksum_wrong() const { return checksum_wrong_; }
    Word reason() const { return ends_early_ ? Word::pixels_cut_short : Word::png_invalid; }

private:
    static PngRows& self(png_structp png) { return *static_cast<PngRows*>(png_get_error_ptr(png)); }
    static void on_read(png_structp png, png_bytep target, std::size_t count) {
        PngRows& rows = self(png);
        rows.ends_early_ = count > rows.rest_.size();
        if (rows.ends_early_) png_error(png, "the file ends");
        std::memcpy(target, rows.rest_.data(), count);
        rows.rest_ = rows.rest_.subspan(count);
    }
    static void on_warning(png_structp png, png_const_charp text) {
        // zlib's message for a wrong Adler-32, which libpng passes on.
        if (std::string_view(text).ends_with("incorrect data check")) self(png).checksum_wrong_ = true;
    }
    [[noreturn]] static void on_error(png_structp png, png_const_charp text) {
        on_warning(png, text);
        png_longjmp(png, 1);
    }

    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    Bytes rest_;
    bool checksum_wrong_ = false;
    bool ends_early_ = false;
};

/// Every sample of the file as 8 bits. libpng stops at a wrong checksum of the pixels; then the checksum is
/// corrected in a copy and everything is read again.
bool read_samples(Bytes file, std::string_view name, const ProgressCallback& on_progress, Image& samples) {
    const auto [height, width] = samples.size;
    const std::size_t row_bytes =
        static_cast<std::size_t>(width) * static_cast<std::size_t>(samples.channels);
    bool checksum_wrong = false;
    std::vector<std::byte> corrected;
    for (;;) {
        PngRows rows(corrected.empty() ? file : corrected);
        const int passes = rows.begin(static_cast<std::uint32_t>(std::max(height, width)));
        bool complete = passes > 0 && rows.row_bytes() == row_bytes;
        for (int pass = 0; pass < passes && complete; ++pass) {
            for (std::size_t y = 0; y < static_cast<std::size_t>(height) && complete; ++y) {
                if (y % 256 == 0 && on_progress && !on_progress({OpeningStage::decoding, 0, 0}))
                    throw Error(ErrorCode::cancelled);
                complete = rows.read_row(samples.pixels.data() + y * row_bytes);
            }
        }
        checksum_wrong = checksum_wrong || rows.checksum_wrong();
        if (complete) return checksum_wrong;
        if (!corrected.empty() || !checksum_wrong) throw_damaged(name, rows.reason());
        corrected = with_right_checksum(file);
    }
}

/// Red, green, blue and alpha of every index; black beyond the palette.
std::vector<std::array<std::uint8_t, 4>> colours(const PngHeader& header) {
    std::vector<std::array<std::uint8_t, 4>> palette(256, {0, 0, 0, 255});
    for (std::size_t i = 0; i < palette.size(); ++i) {
        for (std::size_t c = 0; c < 3 && i * 3 + c < header.palette.size(); ++c)
            palette[i].at(c) = std::to_integer<std::uint8_t>(header.palette[i * 3 + c]);
        if (i < header.transparency.size())
            palette[i][3] = std::to_integer<std::uint8_t>(header.transparency[i]);
    }
    return palette;
}

}  // namespace

PngHeader read_png_header(Bytes bytes, std::string_view name) {
    const PictureBytes file(bytes, name);
    PngHeader header;
    bool has_pixels = false;
    // Chunk after chunk: length, type, data, checksum.
    for (std::size_t at = signature_bytes;;) {
        if (has_pixels && !file.holds(at, 8)) break;
        const std::size_t length = file.big_endian(at, 4);
        const Bytes type_bytes = file.range(at + 4, 4);
        const std::string_view type(reinterpret_cast<const char*>(type_bytes.data()), type_bytes.size());
        const std::size_t data_at = at + 8;
        if (type == "CgBI") {
            throw_refused(name, Word::apple_png);
        }
        if ((at == signature_bytes) != (type == "IHDR")) throw_damaged(name, Word::png_header_misplaced);
        has_pixels = has_pixels || type == "IDAT";
        if (type == "IEND" || (has_pixels && (!is_name(type) || !file.holds(data_at, length)))) break;
        const Bytes data = file.range(data_at, length);

        if (type == "IHDR") {
            header.image.width = file.big_endian(data_at, 4);
            header.image.height = file.big_endian(data_at + 4, 4);
            header.image.bits_per_channel = static_cast<int>(file.big_endian(data_at + 8, 1));
            header.colour_type = static_cast<int>(file.big_endian(data_at + 9, 1));
            if (samples_in(header.colour_type) == 0) throw_damaged(name, Word::png_colour_type_unknown);
        } else if (type == "PLTE") {
            header.palette = data;
        } else if (type == "tRNS") {
            header.transparency = data;
        } else if (type == "acTL" && length >= 4 && !has_pixels) {
            header.frames = static_cast<int>(std::min(file.big_endian(data_at, 4), 1U << 20U));
        } else if (is_critical(type) && type != "IDAT") {
            throw_damaged(name, Word::png_chunk_unknown);
        } else {
            add_chunk(type, data, header.texts);
        }
        if (file.holds(data_at + length, 4)) {
            const auto* checked = reinterpret_cast<const Bytef*>(type_bytes.data());
            const uLong checksum = crc32_z(0, checked, 4 + length);
            header.checksum_wrong = header.checksum_wrong || checksum != file.big_endian(data_at + length, 4);
        }
        at = data_at + length + 4;
    }

    // Pillow opens 16-bit grey in a mode without alpha: its transparent level is ignored.
    const bool key = (header.colour_type == grey && header.image.bits_per_channel < 16 &&
                      header.transparency.size() >= 2) ||
                     (header.colour_type == rgb && header.transparency.size() >= 6) ||
                     (header.colour_type == indexed && !header.transparency.empty());
    if (!key) header.transparency = {};
    header.image.channels =
        (header.colour_type == indexed ? 3 : samples_in(header.colour_type)) + (key ? 1 : 0);
    // Deflate needs at least 2 bits for 258 bytes.
    constexpr double deflate_ratio = 1032;
    header.image.least_file_size = static_cast<double>(header.image.width) *
                                   static_cast<double>(header.image.height) * header.image.bits_per_channel *
                                   samples_in(header.colour_type) / 8.0 / deflate_ratio;
    return header;
}

PngPixels decode_png(Bytes file, const PngHeader& header, std::string_view name,
                     const ProgressCallback& on_progress) {
    const Size size{static_cast<int>(header.image.height), static_cast<int>(header.image.width)};
    const auto count = static_cast<std::size_t>(size.area());
    const auto samples = static_cast<std::size_t>(samples_in(header.colour_type));
    const auto channels = static_cast<std::size_t>(header.image.channels);
    PngPixels pixels;
    Image read{size, static_cast<int>(samples), std::vector<std::uint8_t>(count * samples)};
    pixels.checksum_wrong = read_samples(file, name, on_progress, read);
    if (samples == channels) {
        pixels.image = std::move(read);
        return pixels;
    }

    pixels.image = {size, header.image.channels, std::vector<std::uint8_t>(count * channels)};
    const std::uint8_t* source = read.pixels.data();
    std::uint8_t* target = pixels.image.pixels.data();
    if (header.colour_type == indexed) {
        const std::vector<std::array<std::uint8_t, 4>> palette = colours(header);
        for (std::size_t i = 0; i < count; ++i, target += channels) {
            std::copy_n(palette[source[i]].begin(), channels, target);
            pixels.colours_missing = pixels.colours_missing || source[i] >= header.palette.size() / 3;
        }
        return pixels;
    }
    // Pillow compares only the lower byte of each number of the transparent colour.
    for (std::size_t i = 0; i < count; ++i, source += samples, target += channels) {
        bool transparent = true;
        for (std::size_t c = 0; c < samples; ++c) {
            target[c] = source[c];
            transparent =
                transparent && source[c] == std::to_integer<std::uint8_t>(header.transparency[2 * c + 1]);
        }
        target[samples] = transparent ? 0 : 255;
    }
    return pixels;
}

}  // namespace patchlens
