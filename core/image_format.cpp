#include "core/image_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

using namespace std::string_view_literals;

/// Bytes at a fixed place, and the name of the format that has them there.
struct Signature {
    std::size_t at;
    std::string_view bytes;
    std::string_view format;
};

/// Longer signatures come before shorter ones that they begin with.
constexpr std::array refused{
    Signature{0, "GIF87a"sv, "GIF"},
    Signature{0, "GIF89a"sv, "GIF"},
    Signature{0, "II*\0"sv, "TIFF"},
    Signature{0, "MM\0*"sv, "TIFF"},
    Signature{0, "II+\0"sv, "TIFF"},
    Signature{0, "MM\0+"sv, "TIFF"},
    Signature{0, "8BPS"sv, "Photoshop (PSD)"},
    Signature{4, "ftypavif"sv, "AVIF"},
    Signature{4, "ftypavis"sv, "AVIF"},
    Signature{4, "ftyphe"sv, "HEIC"},
    Signature{4, "ftypmif1"sv, "HEIC"},
    Signature{4, "ftypmsf1"sv, "HEIC"},
    Signature{4, "ftyp"sv, "MP4 video"},
    Signature{0, "%PDF"sv, "PDF"},
    Signature{0, "%!PS"sv, "PostScript"},
    Signature{0, "\0\0\1\0"sv, "icon (ICO)"},
    Signature{0, "\0\0\2\0"sv, "cursor (CUR)"},
    Signature{0, "\0\0\0\x0cJXL "sv, "JPEG XL"},
    Signature{0, "\xff\x0a"sv, "JPEG XL"},
    Signature{0, "\0\0\0\x0cjP  "sv, "JPEG 2000"},
    Signature{0, "\xff\x4f\xff\x51"sv, "JPEG 2000"},
    Signature{0, "\x76\x2f\x31\x01"sv, "OpenEXR"},
    Signature{0, "#?RADIANCE"sv, "Radiance HDR"},
    Signature{0, "#?RGBE"sv, "Radiance HDR"},
    Signature{0, "qoif"sv, "QOI"},
    Signature{0, "DDS "sv, "DDS"},
    Signature{0, "gimp xcf"sv, "GIMP (XCF)"},
    Signature{0, "PK\x03\x04"sv, "ZIP"},
    Signature{0, "\x1f\x8b"sv, "gzip"},
    Signature{0, "\x93NUMPY"sv, "NumPy (.npy)"},
    Signature{0, "P1"sv, "plain-text PNM (P1)"},
    Signature{0, "P2"sv, "plain-text PNM (P2)"},
    Signature{0, "P3"sv, "plain-text PNM (P3)"},
    Signature{0, "P4"sv, "one-bit PNM (PBM)"},
    Signature{0, "P7"sv, "PAM"},
    Signature{0, "Pf"sv, "floating-point PNM (PFM)"},
    Signature{0, "PF"sv, "floating-point PNM (PFM)"},
};

bool has(std::string_view start, const Signature& signature) {
    return start.size() >= signature.at && start.substr(signature.at).starts_with(signature.bytes);
}

/// "P6" alone also begins many a text; the header's white space decides.
bool is_pnm_with(std::string_view start, char digit) {
    return start.size() > 2 && start[0] == 'P' && start[1] == digit &&
           (std::isspace(static_cast<unsigned char>(start[2])) != 0 || start[2] == '#');
}

/// The text formats, found behind any white space, byte order mark or XML declaration.
std::string_view markup_format(std::string_view start) {
    std::string lower(start);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t first = lower.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (first == std::string::npos || lower[first] != '<') return {};
    if (lower.find("<svg") != std::string::npos) return "SVG";
    if (lower.find("<html") != std::string::npos || lower.find("<!doctype html") != std::string::npos) {
        return "HTML (a web page)";
    }
    return {};
}

std::string_view refused_format(std::string_view start) {
    for (const Signature& signature : refused) {
        const bool pnm_like = signature.bytes.size() == 2 && signature.bytes[0] == 'P';
        if (pnm_like ? is_pnm_with(start, signature.bytes[1]) : has(start, signature))
            return signature.format;
    }
    return markup_format(start);
}

}  // namespace

void throw_refused(std::string_view name, std::string_view format) {
    throw Error(ErrorCode::picture_format_refused,
                {std::string(name), std::string(format), std::string(picture_formats)});
}

ImageFormat recognise_format(std::span<const std::byte> file, std::string_view name) {
    constexpr std::size_t enough = 1024;  // an SVG's first tag may follow a long comment
    std::string start(std::min(file.size(), enough), '\0');
    std::transform(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(start.size()), start.begin(),
                   [](std::byte byte) { return static_cast<char>(byte); });

    if (start.starts_with("\x89PNG\r\n\x1a\n"sv)) return ImageFormat::png;
    if (start.starts_with("\xff\xd8\xff"sv)) return ImageFormat::jpeg;
    if (start.starts_with("RIFF"sv) && has(start, {8, "WEBP"sv, {}})) return ImageFormat::webp;
    if (start.starts_with("BM"sv)) return ImageFormat::bmp;
    if (is_pnm_with(start, '5') || is_pnm_with(start, '6')) return ImageFormat::pnm;

    const std::string_view format = refused_format(start);
    if (format.empty())
        throw Error(ErrorCode::picture_unknown, {std::string(name), std::string(picture_formats)});
    throw_refused(name, format);
}

}  // namespace patchlens
