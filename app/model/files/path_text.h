// Paths as text that any file format can hold. File names on Linux are bytes: most are UTF-8, some are not.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace patchlens::model {

/// The path itself if it is UTF-8, otherwise nothing.
std::optional<std::string> utf8_of(const std::filesystem::path& path);
/// Its bytes, two hexadecimal digits each.
std::string hexadecimal_of(const std::filesystem::path& path);

/// The inverses; nothing for text that is no path because it holds a zero byte or is not hexadecimal.
std::optional<std::filesystem::path> path_of_utf8(std::string text);
std::optional<std::filesystem::path> path_of_hexadecimal(std::string_view digits);

/// The path that a file:// address of this machine stands for, percent-decoded; anything else unchanged.
/// Source: RFC 8089 and RFC 3986, 2.1.
std::filesystem::path path_of_address(std::string_view text);

}  // namespace patchlens::model
