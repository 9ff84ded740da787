// Pictures on the screen, kept by OpenGL 3.3. Every call and every destructor needs the same OpenGL context
// to be current.
#pragma once

#include <cstdint>
#include <memory>

#include "app/ui/drawing/textures.h"

namespace patchlens::platform {

class GlTextures : public ui::Textures {
public:
    /// 1 channel shows as grey, 2 as grey with alpha, 3 as they are, 4 with straight alpha. Bytes are shown
    /// as they are, without a colour space conversion.
    std::unique_ptr<ui::Texture> upload(const Image& image) override;
    std::unique_ptr<ui::Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) override;

    /// Bytes of a picture that are uploaded in one frame: a millisecond or two, slow drivers included.
    static constexpr std::int64_t bytes_a_frame = 4 << 20;
};

}  // namespace patchlens::platform
