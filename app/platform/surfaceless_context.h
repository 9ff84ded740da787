// OpenGL 3.3 without a window or a display: EGL's surfaceless platform, and a framebuffer to draw into.
// Source: EGL 1.5, EGL_MESA_platform_surfaceless, EGL_KHR_surfaceless_context.
#pragma once

#include <cstdint>

#include "core/picture/image.h"

namespace patchlens::platform {

/// An OpenGL 3.3 core context, current in this thread while it lives, with glad loaded.
class SurfacelessContext {
public:
    /// Throws Error(opengl_unavailable), which says what EGL lacks.
    SurfacelessContext();
    ~SurfacelessContext();
    SurfacelessContext(const SurfacelessContext&) = delete;
    SurfacelessContext& operator=(const SurfacelessContext&) = delete;

private:
    void* display_ = nullptr;
    void* context_ = nullptr;
};

/// A picture in the context's memory, bound as the target of drawing.
class Framebuffer {
public:
    /// Throws Error(opengl_unavailable) for a size beyond the machine's limit.
    explicit Framebuffer(Size size);
    ~Framebuffer();
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    /// What was drawn, top row first, RGB.
    Image read() const;

private:
    Size size_;
    std::uint32_t framebuffer_ = 0;
    std::uint32_t colour_ = 0;
};

}  // namespace patchlens::platform
