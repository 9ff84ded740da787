// How well text contrasts with its background.
#pragma once

#include <algorithm>

#include "app/ui/drawing/colour.h"

namespace patchlens {

/// Contrast ratio of text and background, 1 to 21 (WCAG 2.2); readable text needs 4.5.
inline double contrast(ui::Colour a, ui::Colour b) {
    const auto [darker, lighter] = std::minmax({ui::luminance(a), ui::luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace patchlens
