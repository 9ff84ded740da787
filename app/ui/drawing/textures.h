// The interface to textures: the window implements it with OpenGL, tests without any.
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
    /// Uploads a part of what an incomplete texture lacks, no more than fits into a frame.
    virtual void refine() = 0;
    /// Its pixels at its finest level so far, for a drawing outside the program.
    virtual Image pixels() const = 0;
};

class Textures {
public:
    virtual ~Textures() = default;
    /// Uploads an image of 1 to 4 channels at once; drawn smaller, it is sampled without filtering. An image
    /// larger than the device supports is halved until it fits.
    virtual std::unique_ptr<Texture> upload(const Image& image) = 0;
    /// A picture that is filtered where it is drawn smaller. As many of its levels as fit into a frame are
    /// uploaded at once, from the smallest on: a large picture shows less detail until refine() has uploaded
    /// the others.
    virtual std::unique_ptr<Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) = 0;
};

}  // namespace patchlens::ui
