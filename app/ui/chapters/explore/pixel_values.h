// Values of single pixels: what the module sees of them, and 0..255 printed in pixels that are large enough.
#pragma once

#include <string>

#include "app/ui/drawing/camera.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// What the module sees of one pixel: "R 0.851  G 0.796  B 0.690".
std::string pixel_text(const model::Results& results, PixelPosition pixel);

/// Prints the picture's 0..255 in its pixels, one line per channel.
void draw_pixel_values(const Scene& scene, const Camera& camera, const Rect& visible);

}  // namespace patchlens::ui
