#include "app/platform/surfaceless_context.h"

#include <algorithm>
#include <array>
#include <vector>

#define EGL_NO_X11
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include "app/platform/shader_cache.h"
#include "core/error.h"

namespace patchlens::platform {
namespace {

[[noreturn]] void refuse(Word reason) {
    throw Error(ErrorCode::opengl_unavailable, {reason});
}

EGLContext create_context(EGLDisplay display) {
    // Without a surface there is no configuration to match: EGL_KHR_no_config_context.
    constexpr std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION,
                                            3,
                                            EGL_CONTEXT_MINOR_VERSION,
                                            3,
                                            EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                            EGL_NONE};
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) refuse(Word::no_driver);
    return eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, version.data());
}

}  // namespace

SurfacelessContext::SurfacelessContext() {
    keep_no_shaders_on_a_full_disk();
    display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY) refuse(Word::no_surfaceless_platform);
    if (eglInitialize(display_, nullptr, nullptr) != EGL_TRUE) refuse(Word::no_driver);
    context_ = create_context(display_);
    if (context_ == EGL_NO_CONTEXT ||
        eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) != EGL_TRUE ||
        gladLoadGL(eglGetProcAddress) < GLAD_MAKE_VERSION(3, 3)) {
        if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
        refuse(Word::no_core_profile);
    }
}

SurfacelessContext::~SurfacelessContext() {
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
    // All of the process shares this display: it stays initialised.
}

Framebuffer::Framebuffer(Size size) : size_(size) {
    glGenFramebuffers(1, &framebuffer_);
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
        refuse(Word::size_refused);
    }
}

Framebuffer::~Framebuffer() {
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteRenderbuffers(1, &colour_);
}

Image Framebuffer::read() const {
    const std::size_t row = static_cast<std::size_t>(size_.width) * 3;
    Image image{size_, 3, std::vector<std::uint8_t>(row * static_cast<std::size_t>(size_.height))};
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size_.width, size_.height, GL_RGB, GL_UNSIGNED_BYTE, image.pixels.data());
    // OpenGL counts rows from the bottom.
    for (int top = 0, bottom = size_.height - 1; top < bottom; ++top, --bottom) {
        const auto first = image.pixels.begin() + static_cast<std::ptrdiff_t>(row) * top;
        std::swap_ranges(first, first + static_cast<std::ptrdiff_t>(row),
                         image.pixels.begin() + static_cast<std::ptrdiff_t>(row) * bottom);
    }
    return image;
}

}  // namespace patchlens::platform
