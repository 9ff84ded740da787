// The pixels of one patch as planes of cells: the number of a cell, and highlighting the same pixel in every
// plane.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

/// One channel of what is flattened channel first: [C, ph, pw] -> [ph, pw].
std::span<const float> channel_plane(std::span<const float> values, int channel, Size patch);

/// "0.8510", or with `sign` "+0.8510": the number of one pixel of a plane.
std::string plane_number(std::span<const float> plane, Size patch, PixelPosition pixel, bool sign);

/// Frames the pixel under the mouse, whichever plane it is in, and shows `text` about the one in this plane
/// as a tooltip, which does not cover the plane and the height of `captions` below it. `leads` says in the
/// tooltip what a press does.
struct PlaneTouch {
    Press press;
    std::optional<PixelPosition> under;    ///< the mouse
    std::optional<PixelPosition> pressed;  ///< by the mouse, or by key the first
};
PlaneTouch link_pixels(Context& context, const std::string& name, const Rect& place, float captions,
                       Size patch, const std::function<std::string(PixelPosition)>& text,
                       const std::string& leads);

}  // namespace patchlens::ui
