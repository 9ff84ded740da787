// Pictures on the screen, without saying how: the window keeps them in OpenGL, tests keep none.
#pragma once

#include <cstdint>
#include <memory>

#include <imgui.h>

#include "core/image.h"

namespace patchlens::ui {

enum class Sampling {
    nearest,  ///< pixels stay squares: patches, maps, everything enlarged
    smooth,   ///< mipmaps where it is made smaller; enlarged, pixels stay squares as well
};

/// One uploaded picture; freed with the object.
class Texture {
public:
    virtual ~Texture() = default;
    virtual ImTextureID id() const = 0;
    virtual Size size() const = 0;
};

class Textures {
public:
    virtual ~Textures() = default;
    /// Uploads an image of 1, 3 or 4 channels. An image larger than the device takes is halved until it fits.
    virtual std::unique_ptr<Texture> upload(const Image& image, Sampling sampling) = 0;
};

}  // namespace patchlens::ui
