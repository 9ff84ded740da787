// Pictures on the screen, without saying how: the window keeps them in OpenGL, tests keep none.
#pragma once

#include <memory>

#include <imgui.h>

#include "core/picture/pyramid.h"

namespace patchlens::ui {

/// One picture on the screen, its pixels squares where it is enlarged; freed with the object.
class Texture {
public:
    virtual ~Texture() = default;
    virtual ImTextureID id() const = 0;
    virtual Size size() const = 0;
    /// Whether it shows every pixel.
    virtual bool complete() const = 0;
    /// Of a texture that is not complete: uploads a part of what is missing, no more than fits into a frame.
    virtual void refine() = 0;
};

class Textures {
public:
    virtual ~Textures() = default;
    /// Uploads an image of 1 to 4 channels, at once; made smaller, one of its pixels shows for many. An image
    /// larger than the device takes is halved until it fits.
    virtual std::unique_ptr<Texture> upload(const Image& image) = 0;
    /// A picture that stays smooth where it is made smaller. As many of its levels as fit into a frame are
    /// uploaded at once, from the smallest on: of a large picture one sees less detail until the texture's
    /// refine() has uploaded the others.
    virtual std::unique_ptr<Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) = 0;
};

}  // namespace patchlens::ui
