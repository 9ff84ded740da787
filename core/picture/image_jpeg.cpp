#include "core/picture/image_jpeg.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

// clang-format off
#include <jpeglib.h>
#include <jerror.h>  // its error codes depend on macros of jpeglib.h
// clang-format on

#include "core/error.h"
#include "core/picture/image_format.h"
#include "core/support/memory.h"

#ifndef LIBJPEG_TURBO_VERSION
#error "PatchLens needs libjpeg-turbo: other libraries with this interface give other pixels"
#endif

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

/// libjpeg-turbo's state for one file. Its error callback must not return: `attempt` uses longjmp to leave
/// the C code, past no object with a destructor, and throws afterwards.
class Decompressor {
public:
    Decompressor(Bytes file, std::string_view name, const ProgressCallback* on_progress)
        : file_(file), name_(name), on_progress_(on_progress) {
        info_.err = jpeg_std_error(&errors_);
        info_.client_data = this;
        errors_.error_exit = [](j_common_ptr info) { of(info).leave(Reason::error); };
        errors_.emit_message = [](j_common_ptr info, int level) { of(info).take_message(level); };
        errors_.output_message = [](j_common_ptr) {};
        attempt([this] {
            jpeg_create_decompress(&info_);  // zeroes all of info_ except err and client_data
            set_source();
            jpeg_set_marker_processor(&info_, JPEG_APP0 + 1, [](j_decompress_ptr info) {
                return of(reinterpret_cast<j_common_ptr>(info)).take_exif();
            });
            progress_.progress_monitor = [](j_common_ptr info) { of(info).watch(); };
            info_.progress = &progress_;
        });
    }
    ~Decompressor() { jpeg_destroy_decompress(&info_); }
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;

    /// The header, up to the first scan. Also for a size that libjpeg refuses, so that the caller can apply
    /// its own limits first.
    ImageHeader header() {
        if (setjmp(out_) == 0) {
            jpeg_read_header(&info_, TRUE);
            buffered_ = jpeg_has_multiple_scans(&info_) != FALSE;
        } else if (reason_ != Reason::error || errors_.msg_code != JERR_IMAGE_TOO_BIG) {
            give_up();
        }
        ImageHeader header;
        header.height = info_.image_height;
        header.width = info_.image_width;
        header.channels = info_.num_components == 1 ? 1 : 3;
        header.exif = exif_;
        return header;
    }

    int components() const { return info_.num_components; }
    int bits() const { return info_.data_precision; }
    /// Whether all scans are read before the first row of pixels is decoded.
    bool buffered() const { return buffered_; }
    bool damaged() const { return damaged_; }

    void start() {
        info_.out_color_space = components() == 1 ? JCS_GRAYSCALE : components() == 4 ? JCS_CMYK : JCS_RGB;
        attempt([this] { jpeg_start_decompress(&info_); });
        scans_read_ = true;
    }
    void read_row(std::uint8_t* row) {
        attempt([this, row] {
            JSAMPROW rows[] = {row};
            jpeg_read_scanlines(&info_, rows, 1);
        });
    }
    /// Reads on to the end-of-image marker.
    void finish() {
        attempt([this] { jpeg_finish_decompress(&info_); });
    }

private:
    enum class Reason { error, cut_short, cancelled, scans };

    static Decompressor& of(j_common_ptr info) { return *static_cast<Decompressor*>(info->client_data); }

    /// Runs `call`, in which nothing may have a destructor, and throws if it fails.
    template <typename Call>
    void attempt(Call call) {
        if (setjmp(out_) != 0) give_up();
        call();
    }

    [[noreturn]] void leave(Reason reason) {
        reason_ = reason;
        std::longjmp(out_, 1);
    }

    [[noreturn]] void give_up();

    /// The whole file is one buffer; a request for more data means that it is truncated.
    void set_source() {
        source_.init_source = [](j_decompress_ptr) {};
        source_.term_source = [](j_decompress_ptr) {};
        source_.resync_to_restart = jpeg_resync_to_restart;
        source_.fill_input_buffer = [](j_decompress_ptr info) -> boolean {
            of(reinterpret_cast<j_common_ptr>(info)).leave(Reason::cut_short);
        };
        source_.skip_input_data = [](j_decompress_ptr info, long bytes) {
            if (bytes > 0) of(reinterpret_cast<j_common_ptr>(info)).skip(static_cast<std::size_t>(bytes));
        };
        source_.next_input_byte = reinterpret_cast<const JOCTET*>(file_.data());
        source_.bytes_in_buffer = file_.size();
        info_.src = &source_;
    }

    void skip(std::size_t bytes) {
        if (bytes > source_.bytes_in_buffer) leave(Reason::cut_short);
        source_.next_input_byte += bytes;
        source_.bytes_in_buffer -= bytes;
    }

    /// Reads an APP1 segment, starting at its length; keeps the first EXIF segment, as Pillow does.
    boolean take_exif() {
        const Bytes rest = file_.last(source_.bytes_in_buffer);
        if (rest.size() < 2) leave(Reason::cut_short);
        const std::size_t length =
            std::to_integer<std::size_t>(rest[0]) << 8U | std::to_integer<std::size_t>(rest[1]);
        if (length < 2) {
            errors_.msg_code = JERR_BAD_LENGTH;
            leave(Reason::error);
        }
        skip(length);
        constexpr std::array exif{std::byte{'E'}, std::byte{'x'}, std::byte{'i'}, std::byte{'f'},
                                  std::byte{}};
        const Bytes segment = rest.subspan(2, length - 2);
        if (exif_.empty() && segment.size() > exif.size() &&
            std::equal(exif.begin(), exif.end(), segment.begin())) {
            exif_ = segment;
        }
        return TRUE;
    }

    /// libjpeg reports damaged data as warnings; most of them do not change the pixels.
    void take_message(int level) {
        if (level >= 0) return;
        ++errors_.num_warnings;
        switch (errors_.msg_code) {
            case JWRN_ARITH_BAD_CODE:
            case JWRN_HIT_MARKER:
            case JWRN_HUFF_BAD_CODE:
            case JWRN_MUST_RESYNC:
                damaged_ = true;
                break;
            default:
                break;
        }
    }

    /// Called for every row of blocks read and every row of pixels decoded.
    void watch() {
        if (on_progress_ != nullptr && *on_progress_) {
            const std::uint64_t done = file_.size() - source_.bytes_in_buffer;
            // All scans are read; progress is indeterminate from here.
            const std::uint64_t total = scans_read_ && buffered_ ? 0 : file_.size();
            if (!(*on_progress_)({OpeningStage::decoding, done, total})) leave(Reason::cancelled);
        }
        if (scans_read_) return;
        for (int i = 0; i < info_.comps_in_scan; ++i) {
            const jpeg_component_info& component = *info_.cur_comp_info[i];
            blocks_ += std::uint64_t{component.width_in_blocks} *
                       static_cast<std::uint64_t>(component.v_samp_factor);
        }
        if (blocks_ > most_blocks || info_.input_scan_number > most_scans) leave(Reason::scans);
    }

    // Each scan, whose header is a few bytes, can cost work for every pixel. Encoders write about ten scans,
    // which visit each block five times; the largest picture has 12.6 million blocks.
    static constexpr int most_scans = 500;
    static constexpr std::uint64_t most_blocks = 150'000'000;

    Bytes file_;
    std::string_view name_;
    const ProgressCallback* on_progress_;
    jpeg_decompress_struct info_{};
    jpeg_error_mgr errors_{};
    jpeg_source_mgr source_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf out_{};
    Reason reason_ = Reason::error;
    Bytes exif_;
    std::uint64_t blocks_ = 0;  ///< blocks read so far, in all scans
    bool buffered_ = false;
    bool scans_read_ = false;  ///< all of them, where the picture is buffered
    bool damaged_ = false;
};

void Decompressor::give_up() {
    const std::string name(name_);
    switch (reason_) {
        case Reason::cut_short:
            throw_damaged(name, Word::ends_too_early);
        case Reason::cancelled:
            throw Error(ErrorCode::cancelled);
        case Reason::scans:
            throw Error(ErrorCode::jpeg_scans_refused,
                        {name, std::to_string(info_.image_height) + "x" + std::to_string(info_.image_width),
                         std::to_string(info_.input_scan_number)});
        case Reason::error:
            break;
    }
    switch (errors_.msg_code) {
        case JERR_OUT_OF_MEMORY:
            throw std::bad_alloc();
        case JERR_EMPTY_IMAGE:
            throw Error(ErrorCode::picture_empty, {name});
        case JERR_ARITH_NOTIMPL:
            throw_refused(name, Word::arithmetic_jpeg);
        case JERR_SOF_UNSUPPORTED:
            throw_refused(name, Word::lossless_jpeg);
        case JERR_BAD_PRECISION:
            throw_refused(name, {Word::jpeg_of_bits, {std::to_string(info_.data_precision)}});
        case JERR_NO_HUFF_TABLE:
        case JERR_NO_QUANT_TABLE:
            throw_damaged(name, Word::jpeg_table_missing);
        default:
            throw_damaged(name, Word::jpeg_invalid);
    }
}

/// a * b / 255, rounded as in Pillow.
constexpr int product_of_levels(int a, int b) {
    const int product = a * b + 128;
    return (product + (product >> 8)) >> 8;
}

/// Pillow's CMYK to RGB. The file's levels are inverted: 255 means no ink.
void inks_to_rgb(std::span<const std::uint8_t> inks, std::uint8_t* rgb) {
    for (std::size_t i = 0; i < inks.size(); i += 4) {
        const int white = inks[i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            *rgb++ = static_cast<std::uint8_t>(white - product_of_levels(255 - inks[i + c], white));
    }
}

}  // namespace

ImageHeader read_jpeg_header(Bytes file, std::string_view name) {
    Decompressor decompressor(file, name, nullptr);
    ImageHeader header = decompressor.header();
    const int components = decompressor.components();
    if (decompressor.bits() != 8) {
        throw_refused(name, {Word::jpeg_of_bits, {std::to_string(decompressor.bits())}});
    }
    if (components != 1 && components != 3 && components != 4) {
        throw_refused(name, {Word::jpeg_of_components, {std::to_string(components)}});
    }
    // A block of 8x8 takes at least one bit, and 4x4 subsampling leaves at least 8 blocks for 32x32 pixels.
    constexpr double pixels_per_byte = 1024;
    header.least_file_size =
        static_cast<double>(header.width) * static_cast<double>(header.height) / pixels_per_byte;
    return header;
}

JpegPixels decode_jpeg(Bytes file, std::string_view name, const ProgressCallback& on_progress) {
    Decompressor decompressor(file, name, &on_progress);
    const ImageHeader header = decompressor.header();
    const auto width = static_cast<std::size_t>(header.width);
    const auto pixels = static_cast<std::size_t>(header.height) * width;
    const auto components = static_cast<std::size_t>(decompressor.components());
    const auto channels = static_cast<std::size_t>(header.channels);
    // With several scans, the library keeps every coefficient, in two bytes.
    require_memory(pixels * (channels + (decompressor.buffered() ? 2 * components : 0)), Word::picture);

    JpegPixels decoded{
        {{static_cast<int>(header.height), static_cast<int>(header.width)}, header.channels, {}}, false};
    decompressor.start();
    decoded.image.pixels.resize(pixels * channels);
    std::vector<std::uint8_t> inks(components == 4 ? 4 * width : 0);
    std::uint8_t* row = decoded.image.pixels.data();
    for (std::int64_t y = 0; y < header.height; ++y, row += width * channels) {
        decompressor.read_row(inks.empty() ? row : inks.data());
        if (!inks.empty()) inks_to_rgb(inks, row);
    }
    decompressor.finish();
    decoded.damaged = decompressor.damaged();
    return decoded;
}

}  // namespace patchlens
