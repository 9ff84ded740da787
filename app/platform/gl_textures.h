// Textures in OpenGL 3.3. The same OpenGL context must be current in every call and every destructor.
#pragma once

#include <cstdint>
#include <memory>

#include "app/ui/drawing/textures.h"

namespace patchlens::platform {

class GlTextures : public ui::Textures {
public:
    /// 1 channel shows as grey, 2 as grey with alpha, 3 as RGB, 4 as RGB with straight alpha; no colour space
    /// conversion.
    std::unique_ptr<ui::Texture> upload(const Image& image) override;
    std::unique_ptr<ui::Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) override;

    /// Bytes of a picture uploaded per frame: a millisecond or two, even with slow drivers.
    static constexpr std::int64_t bytes_a_frame = 4 << 20;
};

}  // namespace patchlens::platform
