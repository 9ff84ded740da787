// Pictures on the screen, kept by OpenGL 3.3. Every call and every destructor needs the same OpenGL context
// to be current.
#pragma once

#include <memory>

#include "app/ui/drawing/textures.h"

namespace patchlens::platform {

class GlTextures : public ui::Textures {
public:
    /// 1 channel shows as grey, 2 as grey with alpha, 3 as they are, 4 with straight alpha. Bytes are shown
    /// as they are, without a colour space conversion.
    std::unique_ptr<ui::Texture> upload(const Image& image, ui::Sampling sampling) override;
};

/// The image at half its size, each pixel the mean of 2x2 (of 1x2 or 2x1 where a side is 1; the last row or
/// column of an odd side is left out). Sides stay at least 1.
Image halved(const Image& image);

}  // namespace patchlens::platform
