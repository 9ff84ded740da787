// Parses JSON from untrusted files within bounds.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace patchlens::model {

/// The JSON value of `text`; is_discarded() if it is not JSON, is nested deeper than `deepest_json` or holds
/// more than `most_json_values` values. Walking or copying the result therefore needs little stack and
/// memory.
nlohmann::json parse_json(std::string_view text);

inline constexpr int deepest_json = 32;
inline constexpr int most_json_values = 200000;

}  // namespace patchlens::model
