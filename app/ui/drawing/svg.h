// A frame as an SVG drawing: rectangles, circles, lines and texts as such, pictures as the pixels they have.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <imgui.h>

#include "app/ui/drawing/fonts.h"
#include "app/ui/drawing/recording.h"
#include "app/ui/layout.h"
#include "core/picture/image.h"

namespace patchlens::ui {

/// What a frame drew, and what is needed to name its fonts and to find its pictures.
struct DrawnFrame {
    const ImDrawData& data;  ///< of a frame drawn while `recording` was running
    const Recording& recording;
    const Fonts& fonts;
    /// The pixels of a texture; nothing for one that is not known.
    std::function<std::optional<Image>(ImTextureID)> picture;
};

/// The part of the frame that lies in `part`, on `ground`, as an SVG file in UTF-8. What lies outside is left
/// out. A picture much finer than its place is halved.
std::string svg_of(const DrawnFrame& frame, const Rect& part, ImU32 ground, std::string_view title);

}  // namespace patchlens::ui
