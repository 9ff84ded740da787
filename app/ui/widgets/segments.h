// A row of choices side by side of which one is on.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/ui/context.h"

namespace patchlens::ui {

struct Segment {
    std::string name;  ///< for the probe: "sorted" in "inspector/view/sorted"
    std::string label;
};

/// Segments in `place`, as wide as their labels need, narrower where it is; returns the one clicked.
std::optional<std::size_t> segments(Context& context, const std::string& name, const Rect& place,
                                    std::span<const Segment> choices, std::size_t current);
float segments_width(const Context& context, std::span<const Segment> choices);

}  // namespace patchlens::ui
