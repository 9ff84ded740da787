// Two sides typed as one text: "240x320".
#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace patchlens::model {

/// The two whole numbers of "240x320", "240 X 320" or "240 × 320", height first; full-width characters count
/// as their half-width ones. Nothing for any other text, or for a number beyond int.
std::optional<std::pair<int, int>> typed_sides(std::string_view text);

}  // namespace patchlens::model
