// Values as Python and C++ write them.
#pragma once

#include <filesystem>
#include <initializer_list>
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

/// A float with all its digits ("0.850512147"), so that reading it gives the same float. Numbers that are
/// none are what `python` or C++ calls them.
std::string python_number(float value);
std::string cpp_number(float value);

/// "[…]" over several lines, each behind `indent`, for Python; "{…}" for C++.
std::string python_list(std::span<const float> values, std::string_view indent);
std::string cpp_list(std::span<const float> values, std::string_view indent);

/// A literal that says exactly these bytes, on one line: "house.png", or b"\xff.png" where they are no text.
std::string python_literal(std::string_view bytes);
std::string cpp_literal(std::string_view bytes);

/// `start` and then the pieces with ", " between them and `end` behind, broken before longest_code_line; the
/// lines after the first are indented by `indent` spaces.
std::vector<std::string> wrapped(std::string start, std::initializer_list<std::string> pieces,
                                 std::string_view end, int indent);

}  // namespace patchlens::model
