// Values as Python and C++ literals.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/size.h"
#include "core/tensor.h"

namespace patchlens::model {

/// "256" for a square, "(250, 300)" for another size: what to_2tuple takes.
std::string side_or_pair(Size size);
/// "(250, 300)"
std::string pair_text(Size size);
/// "1, 3, 256, 256"
std::string list_text(std::span<const std::int64_t> numbers);

/// A float with enough digits ("0.850512147") to read back as the same float. NaN and infinities are written
/// as Python or C++ writes them.
std::string python_number(float value);
std::string cpp_number(float value);

/// "[…]" over several lines, each prefixed with `indent`, for Python; "{…}" for C++.
std::string python_list(std::span<const float> values, std::string_view indent);
std::string cpp_list(std::span<const float> values, std::string_view indent);

/// A literal for exactly these bytes, on one line: "house.png", or b"\xff.png" if they are not UTF-8.
std::string python_literal(std::string_view bytes);
std::string cpp_literal(std::string_view bytes);

/// `start`, the pieces separated by ", ", and `end`, wrapped at longest_code_line; the lines after the first
/// are indented by `indent` spaces.
std::vector<std::string> wrapped(std::string start, const std::vector<std::string>& pieces,
                                 std::string_view end, int indent);

}  // namespace patchlens::model
