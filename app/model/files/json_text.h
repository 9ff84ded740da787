// JSON from files nobody vouches for, taken apart within bounds.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace patchlens::model {

/// The value that `text` is; is_discarded() where it is not JSON, is nested deeper than `deepest_json` or
/// holds more than `most_json_values` values. Whoever walks through what this gives back, also by copying it,
/// needs neither much stack nor much memory.
nlohmann::json parse_json(std::string_view text);

inline constexpr int deepest_json = 32;
inline constexpr int most_json_values = 200000;

}  // namespace patchlens::model
