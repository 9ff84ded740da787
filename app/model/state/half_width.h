// What a Chinese or Japanese keyboard types for the characters of ASCII.
#pragma once

#include <string>
#include <string_view>

namespace patchlens::model {

/// `text` (UTF-8) with full-width digits, letters and signs (U+FF01 to U+FF5E), the ideographic space, the
/// minus sign and the multiplication sign as the ASCII a number is read from; everything else as it is.
std::string half_width(std::string_view text);

}  // namespace patchlens::model
