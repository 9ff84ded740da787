// Bytes as text: base64. Source: RFC 4648, section 4.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens::model {

std::string base64_of(std::span<const std::byte> bytes);
/// The bytes; nothing for a text with another character (a line break too), a wrong length, wrong padding, or
/// bits left over that are not 0: the same bytes have one text only.
std::optional<std::vector<std::byte>> bytes_of_base64(std::string_view text);

}  // namespace patchlens::model
