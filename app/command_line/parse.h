// Parses values from the command line; errors name the option.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/patch_embed.h"
#include "core/size.h"

namespace patchlens::command_line {

/// A whole number from `smallest` to `largest`. Throws Error(number_expected), Error(value_out_of_range).
std::int64_t parse_integer(std::string_view text, std::string_view option, std::int64_t smallest,
                           std::int64_t largest);

/// A seed as torch.manual_seed takes it: 0 to 2^64 - 1, or negative down to -2^63, taken modulo 2^64.
std::uint64_t parse_seed(std::string_view text, std::string_view option);

/// "N" or "HxW", each side from `least` to `largest`. Throws Error(size_expected), Error(value_out_of_range).
Size parse_size(std::string_view text, std::string_view option, int least = 1, int largest = longest_side);

/// "ROW,COL". Throws Error(position_expected).
PatchPosition parse_position(std::string_view text, std::string_view option);

/// A factor such as 1 or 1.5. Throws Error(decimal_expected), Error(value_out_of_range).
float parse_factor(std::string_view text, std::string_view option, float smallest, float largest);

}  // namespace patchlens::command_line
