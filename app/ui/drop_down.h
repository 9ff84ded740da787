// A button that opens a list of choices below itself, and a row of choices of which one is on.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

/// One line of a list. `name` is its last part in the probe: "explore/overlay" and "norm" make
/// "explore/overlay/norm".
struct Choice {
    std::string name;
    std::string label;
};

/// A button called `name` in `place` that says `label`. While its list is open, the lines can be clicked, or
/// reached by Tab and chosen by Enter; Escape or a click elsewhere closes it. `current` is marked. Returns
/// which line was chosen in this frame.
std::optional<std::size_t> drop_down(Context& context, const std::string& name, const Rect& place,
                                     std::string_view label, std::span<const Choice> choices,
                                     std::optional<std::size_t> current = std::nullopt);
/// How wide the button is that says `label`.
float drop_down_width(const Context& context, std::string_view label);

/// Choices side by side in `place`, as wide as their words need; returns which was clicked.
std::optional<std::size_t> segments(Context& context, const std::string& name, const Rect& place,
                                    std::span<const Choice> choices, std::size_t current);
float segments_width(const Context& context, std::span<const Choice> choices);

}  // namespace patchlens::ui
