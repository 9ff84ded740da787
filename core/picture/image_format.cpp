#include "core/picture/image_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "core/picture/image_tga.h"

namespace patchlens {
namespace {

using namespace std::string_view_literals;

/// Bytes at a fixed offset that identify a format.
struct Signature {
    std::size_t at;
    std::string_view bytes;
    std::string_view format;
};

/// Longer signatures come before their own prefixes.
constexpr std::array refused{
    Signature{0, "GIF87a"sv, "GIF"},
    Signature{0, "GIF89a"sv, "GIF"},
    Signature{0, "\x8aMNG\r\n\x1a\n"sv, "MNG"},
    Signature{0, "\x8bJNG\r\n\x1a\n"sv, "JNG"},
    Signature{0, "II*\0\x10\0\0\0CR"sv, "Canon CR2"},
    Signature{0, "II*\0"sv, "TIFF"},
    Signature{0, "MM\0*"sv, "TIFF"},
    Signature{0, "II+\0\x08\0\0\0"sv, "TIFF"},
    Signature{0, "MM\0+\0\x08\0\0"sv, "TIFF"},
    Signature{0, "II\xbc\x01"sv, "JPEG XR"},
    Signature{0, "IIU\0"sv, "Panasonic RW2"},
    Signature{0, "IIRO"sv, "Olympus ORF"},
    Signature{0, "FUJIFILMCCD-RAW"sv, "Fujifilm RAF"},
    Signature{0, "8BPS\0\1"sv, "Photoshop (PSD)"},
    Signature{0, "8BPS\0\2"sv, "Photoshop (PSB)"},
    Signature{0, "%PDF-"sv, "PDF"},
    Signature{0, "%!PS"sv, "PostScript"},
    Signature{0, "\xc5\xd0\xd3\xc6"sv, "PostScript (EPS)"},
    Signature{0, "\0\0\0\x0cJXL \r\n\x87\n"sv, "JPEG XL"},
    Signature{0, "\xff\x0a"sv, "JPEG XL"},
    Signature{0, "\0\0\0\x0cjP  \r\n\x87\n"sv, "JPEG 2000"},
    Signature{0, "\xff\x4f\xff\x51\0"sv, "JPEG 2000"},
    Signature{0, "\x76\x2f\x31\x01"sv, "OpenEXR"},
    Signature{0, "#?RADIANCE\n"sv, "Radiance HDR"},
    Signature{0, "#?RGBE\n"sv, "Radiance HDR"},
    Signature{0, "qoif"sv, "QOI"},
    Signature{0, "farbfeld"sv, "farbfeld"},
    Signature{0, "FLIF"sv, "FLIF"},
    Signature{0, "BPG\xfb"sv, "BPG"},
    Signature{0, "DDS \x7c\0\0\0"sv, "DDS"},
    Signature{0, "icns"sv, "Apple ICNS"},
    Signature{0, "SIMPLE  ="sv, "FITS"},
    Signature{128, "DICM"sv, "DICOM"},
    Signature{0, "\x89HDF\r\n\x1a\n"sv, "HDF5"},
    Signature{40, " EMF"sv, "EMF"},
    Signature{0, "\xd7\xcd\xc6\x9a\0\0"sv, "WMF"},
    Signature{0, "/* XPM */"sv, "XPM"},
    Signature{0, "gimp xcf "sv, "GIMP (XCF)"},
    Signature{0, "\x59\xa6\x6a\x95"sv, "Sun Raster"},
    Signature{0, "PK\x03\x04"sv, "ZIP"},
    Signature{0, "\x1f\x8b\x08"sv, "gzip"},
    Signature{0, "\x93NUMPY"sv, "NumPy (.npy)"},
};

std::size_t byte_at(std::string_view start, std::size_t at) {
    return at < start.size() ? static_cast<unsigned char>(start[at]) : 0;
}

std::size_t two_bytes_at(std::string_view start, std::size_t at) {
    return byte_at(start, at) | byte_at(start, at + 1) << 8U;
}

std::size_t four_bytes_at(std::string_view start, std::size_t at) {
    return two_bytes_at(start, at) | two_bytes_at(start, at + 2) << 16U;
}

/// Other texts may begin with "P6" too: white space or a comment and then a number, or the file's end,
/// decide.
bool is_pnm_with(std::string_view start, std::string_view kinds) {
    if (start.size() < 3 || start[0] != 'P' || kinds.find(start[1]) == std::string_view::npos) return false;
    const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    std::size_t at = 2;
    if (!is_space(start[at]) && start[at] != '#') return false;
    while (at < start.size() && (is_space(start[at]) || start[at] == '#'))
        at = start[at] == '#' ? std::min(start.find_first_of("\r\n", at), start.size()) : at + 1;
    return at == start.size() || start[at] == '-' || (start[at] >= '0' && start[at] <= '9');
}

/// Other files may begin with "BM" too; the header's size at offset 14 is below 256, so three bytes are zero.
bool is_bmp(std::string_view start) {
    const std::size_t info_size = four_bytes_at(start, 14);
    return start.starts_with("BM") && (start.size() < 18 || (info_size >= 12 && info_size <= 255));
}

/// Icons and cursors: their number, and in the first entry a zero, a size (where a TGA, which can begin with
/// the same bytes, has its bits per pixel) and an offset past all entries.
std::string_view icon_format(std::string_view start) {
    const std::size_t kind = two_bytes_at(start, 2);
    const std::size_t count = two_bytes_at(start, 4);
    if (start.size() < 22 || two_bytes_at(start, 0) != 0 || (kind != 1 && kind != 2)) return {};
    constexpr std::size_t largest = 8U << 16U;
    if (count == 0 || byte_at(start, 9) != 0 || four_bytes_at(start, 14) >= largest ||
        four_bytes_at(start, 18) < 6 + 16 * count)
        return {};
    return kind == 1 ? "ICO" : "CUR";
}

/// Version, encoding, bits, and a window whose end is not before its start.
bool is_pcx(std::string_view start) {
    const std::size_t bits = byte_at(start, 3);
    return start.size() >= 128 && start[0] == '\x0a' && byte_at(start, 1) <= 5 && byte_at(start, 2) == 1 &&
           (bits == 1 || bits == 2 || bits == 4 || bits == 8) &&
           two_bytes_at(start, 8) >= two_bytes_at(start, 4) &&
           two_bytes_at(start, 10) >= two_bytes_at(start, 6) && byte_at(start, 64) == 0;
}

/// The "ftyp" box: the major brand, a version, and compatible brands.
std::string_view box_format(std::string_view start) {
    if (start.size() < 12 || start.substr(4, 4) != "ftyp") return {};
    const std::size_t size = byte_at(start, 2) << 8U | byte_at(start, 3);
    const std::string_view brands = start.substr(8, std::max<std::size_t>(size, 12) - 8);
    for (std::size_t at = 0; at + 4 <= brands.size(); at += 4) {
        const std::string_view brand = brands.substr(at, 4);
        if (brand == "avif" || brand == "avis") return "AVIF";
        if (brand == "crx ") return "Canon CR3";
        if (brand.starts_with("hei") || brand.starts_with("hev")) return "HEIC";
    }
    const std::string_view major = brands.substr(0, 4);
    return major == "mif1" || major == "msf1" ? "HEIF" : "MP4";
}

/// The markup formats, after any white space, byte order mark or XML declaration.
std::string_view markup_format(std::string_view start) {
    std::string lower(start);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t first = lower.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (first == std::string::npos || lower[first] != '<') return {};
    // A web page may contain an SVG.
    const std::size_t page = std::min(lower.find("<html"), lower.find("<!doctype html"));
    const std::size_t drawing = lower.find("<svg");
    if (page == std::string::npos && drawing == std::string::npos) return {};
    return page < drawing ? "HTML" : "SVG";
}

std::string_view refused_format(std::string_view start) {
    for (const Signature& signature : refused) {
        if (start.size() >= signature.at && start.substr(signature.at).starts_with(signature.bytes))
            return signature.format;
    }
    if (start.starts_with("P7\n")) return "PAM";
    if (is_pnm_with(start, "fF")) return "PFM";
    if (is_pcx(start)) return "PCX";
    for (const std::string_view found : {icon_format(start), box_format(start), markup_format(start)}) {
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace

void throw_refused(std::string_view name, Argument format) {
    throw Error(ErrorCode::picture_format_refused, {name, std::move(format), picture_formats});
}

ImageFormat recognise_format(std::span<const std::byte> file, std::string_view name) {
    constexpr std::size_t enough = 1024;  // an SVG's first tag may follow a long comment
    std::string start(std::min(file.size(), enough), '\0');
    std::transform(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(start.size()), start.begin(),
                   [](std::byte byte) { return static_cast<char>(byte); });

    if (start.starts_with("\x89PNG\r\n\x1a\n"sv)) return ImageFormat::png;
    if (start.starts_with("\xff\xd8\xff"sv)) return ImageFormat::jpeg;
    if (start.starts_with("RIFF"sv) && start.substr(0, 12).ends_with("WEBP")) return ImageFormat::webp;
    if (is_bmp(start)) return ImageFormat::bmp;
    if (is_pnm_with(start, "123456")) return ImageFormat::pnm;

    const std::string_view format = refused_format(start);
    if (!format.empty()) throw_refused(name, format);
    // TGA has no signature: all other formats are tried first.
    if (is_tga(file)) return ImageFormat::tga;
    throw Error(ErrorCode::picture_unknown, {std::string(name), std::string(picture_formats)});
}

}  // namespace patchlens
