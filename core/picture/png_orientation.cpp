#include "core/picture/png_orientation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <zlib.h>

#include "core/picture/exif_orientation.h"

namespace patchlens {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view xmp_key = "XML:com.adobe.xmp";
constexpr std::string_view raw_profile_key = "Raw profile type exif";

std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The text before the next zero byte; `rest` becomes what follows it.
std::string_view next_part(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

std::string inflated(std::string_view compressed) {
    std::string text(1U << 20U, '\0');
    uLongf size = text.size();
    const auto* source = reinterpret_cast<const Bytef*>(compressed.data());
    if (uncompress(reinterpret_cast<Bytef*>(text.data()), &size, source, compressed.size()) != Z_OK)
        return {};
    text.resize(size);
    return text;
}

/// Key and text of a tEXt, zTXt or iTXt chunk (PNG specification 11.3.3).
std::pair<std::string_view, std::string> key_and_text(std::string_view type, std::string_view data) {
    const std::string_view key = next_part(data);
    if (type == "tEXt") return {key, std::string(data)};
    if (type == "zTXt") return {key, data.starts_with('\0') ? inflated(data.substr(1)) : std::string()};
    // iTXt: a compression flag, the method, the language tag, the translated key.
    if (data.size() < 2) return {key, {}};
    const bool compressed = data[0] != 0;
    const bool method_known = data[1] == 0;
    data.remove_prefix(2);
    next_part(data);
    next_part(data);
    if (!compressed) return {key, std::string(data)};
    return {key, method_known ? inflated(data) : std::string()};
}

/// The bytes after three lines (an empty one, "exif", their number), two hexadecimal digits each; none if the
/// text has another form.
std::vector<std::byte> unpacked_profile(std::string_view text) {
    for (int line = 0; line < 3; ++line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
        unsigned value = 0;
        const char* first = digits.data() + at;
        if (std::from_chars(first, first + 2, value, 16).ptr != first + 2) return {};
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

}  // namespace

void add_chunk(std::string_view type, Bytes data, PngTexts& texts) {
    constexpr std::array<std::string_view, 3> text_types{"tEXt", "zTXt", "iTXt"};
    if (type == "eXIf") {
        texts.exif.assign(data.begin(), data.end());
    } else if (std::ranges::find(text_types, type) != text_types.end()) {
        // Check the key first: other texts may be long.
        std::string_view rest = text_of(data);
        const std::string_view key = next_part(rest);
        if (key == xmp_key) texts.xmp = key_and_text(type, text_of(data)).second;
        if (key == raw_profile_key) texts.raw_profile = key_and_text(type, text_of(data)).second;
    }
}

int xmp_orientation(std::string_view xmp) {
    constexpr std::string_view tag = "tiff:Orientation";
    for (std::size_t at = xmp.find(tag); at != std::string_view::npos; at = xmp.find(tag, at + 1)) {
        std::string_view rest = xmp.substr(at + tag.size());
        const std::size_t before = rest.starts_with("=\"") ? 2 : rest.starts_with('>') ? 1 : rest.size();
        rest.remove_prefix(before);
        if (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') return rest[0] - '0';
    }
    return 1;
}

int png_orientation(const PngTexts& texts) {
    const std::vector<std::byte> exif = texts.exif.empty() ? unpacked_profile(texts.raw_profile) : texts.exif;
    if (const std::optional<int> orientation = stored_orientation(exif)) return *orientation;
    const int said = xmp_orientation(texts.xmp);
    return said >= 1 && said <= 8 ? said : 1;
}

}  // namespace patchlens
