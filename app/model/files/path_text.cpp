#include "app/model/files/path_text.h"

#include <charconv>
#include <cstdint>
#include <utility>

#include "core/support/utf8.h"

namespace patchlens::model {
namespace {

/// The byte that two hexadecimal digits at the start of `text` stand for.
std::optional<char> byte_of(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    unsigned code = 0;
    const char* end = text.data() + 2;
    const bool whole = text[0] != '-' && std::from_chars(text.data(), end, code, 16).ptr == end;
    return whole ? std::optional(static_cast<char>(code)) : std::nullopt;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = text[i] == '%' ? byte_of(text.substr(i + 1)) : std::nullopt;
        decoded += byte.value_or(text[i]);
        if (byte) i += 2;
    }
    return decoded;
}

}  // namespace

std::optional<std::string> utf8_of(const std::filesystem::path& path) {
    return is_utf8(path.native()) ? std::optional(path.native()) : std::nullopt;
}

std::string hexadecimal_of(const std::filesystem::path& path) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char letter : path.native()) {
        const auto byte = static_cast<std::uint8_t>(letter);
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::optional<std::filesystem::path> path_of_utf8(std::string text) {
    if (text.find('\0') != std::string::npos) return std::nullopt;
    return std::filesystem::path(std::move(text));
}

std::optional<std::filesystem::path> path_of_hexadecimal(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    std::string text;
    for (; !digits.empty(); digits.remove_prefix(2)) {
        const auto byte = byte_of(digits);
        if (!byte) return std::nullopt;
        text += *byte;
    }
    return path_of_utf8(std::move(text));
}

std::filesystem::path path_of_address(std::string_view text) {
    std::string_view rest = text;
    if (!rest.starts_with("file:/")) return text;
    rest.remove_prefix(std::string_view("file:").size());
    if (rest.starts_with("//")) {  // a host name precedes the path
        rest.remove_prefix(2);
        if (rest.starts_with("localhost/")) rest.remove_prefix(std::string_view("localhost").size());
        if (!rest.starts_with('/')) return text;
    }
    return path_of_utf8(percent_decoded(rest)).value_or(text);
}

}  // namespace patchlens::model
