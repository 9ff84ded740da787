// Numbers as the screen writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/patch_grid.h"

namespace patchlens::ui {

/// U+2212, as wide as a plus and at its height; a hyphen is neither.
inline constexpr std::string_view minus_sign = "−";
/// A number as a program writes it, with true minus signs.
std::string on_screen(std::string_view number);

/// "1,048,576"
std::string grouped(std::int64_t value);
/// Exact below a million, "100.7 M" from there on; "G", "T", "P", "E" further on.
std::string short_count(std::int64_t value);
/// "+0.8505", with a sign and fixed decimals; very large ones "+1.25e+07".
std::string with_sign(double value, int decimals = 4);
/// A similarity, -1 to 1; "≈ +1" where it would read as exactly 1 and is not, but for the rounding of float.
std::string similarity_text(double value);
/// At the ends of an axis, at most seven characters: "+0.0123", "+1.64", "+1234", "+8e+08".
std::string axis_number(double value);
/// "0.8505": the sign only where it is a minus.
std::string without_plus(double value, int decimals = 4);
/// "61.3%" for a share of 0.613.
std::string percent(double share);
/// All digits of a number and no more: the shortest decimal that reads back as the same float, never with an
/// exponent.
std::string all_digits(float value);
/// The same as a program reads it, with a hyphen for a minus: for the clipboard.
std::string shortest(float value);
/// "7.7e−07": two digits and an exponent.
std::string scientific(double value);
/// "32 × 24"
std::string product(Size size);
/// "(19, 10)": row and column.
std::string place_text(PatchPosition patch);
/// "0.6 ms", "1.25 s"
std::string duration(double seconds);

}  // namespace patchlens::ui
