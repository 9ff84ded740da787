// ASCII equivalents of what a Chinese or Japanese keyboard types.
#pragma once

#include <string>
#include <string_view>

namespace patchlens::model {

/// `text` (UTF-8) with full-width digits, letters and signs (U+FF01 to U+FF5E), the ideographic space, the
/// minus sign and the multiplication sign replaced by the ASCII that numbers are parsed from; everything else
/// unchanged.
std::string half_width(std::string_view text);

}  // namespace patchlens::model
