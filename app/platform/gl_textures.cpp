#include "app/platform/gl_textures.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include <glad/gl.h>

namespace patchlens::platform {
namespace {

class GlTexture : public ui::Texture {
public:
    explicit GlTexture(Size size) : size_(size) { glGenTextures(1, &name_); }
    ~GlTexture() override { glDeleteTextures(1, &name_); }
    GlTexture(const GlTexture&) = delete;
    GlTexture& operator=(const GlTexture&) = delete;

    GLuint name() const { return name_; }
    ImTextureID id() const override {
        // A pointer in older versions of ImGui, a 64-bit number in newer ones: both hold OpenGL's name.
        return std::bit_cast<ImTextureID>(std::uintptr_t{name_});
    }
    Size size() const override { return size_; }

private:
    GLuint name_ = 0;
    Size size_;
};

/// How OpenGL names 1, 2, 3 or 4 bytes a pixel, and which of them show as red, green, blue and alpha.
struct Layout {
    GLint internal;
    GLenum external;
    std::array<GLint, 4> shown;
};

constexpr std::array<Layout, 4> layouts{
    Layout{GL_R8, GL_RED, {GL_RED, GL_RED, GL_RED, GL_ONE}},
    Layout{GL_RG8, GL_RG, {GL_RED, GL_RED, GL_RED, GL_GREEN}},
    Layout{GL_RGB8, GL_RGB, {GL_RED, GL_GREEN, GL_BLUE, GL_ONE}},
    Layout{GL_RGBA8, GL_RGBA, {GL_RED, GL_GREEN, GL_BLUE, GL_ALPHA}},
};

}  // namespace

Image halved(const Image& image) {
    const Size size{std::max(1, image.size.height / 2), std::max(1, image.size.width / 2)};
    const int down = image.size.height > 1 ? 1 : 0;
    const int right = image.size.width > 1 ? 1 : 0;
    Image half{size, image.channels, {}};
    half.pixels.reserve(static_cast<std::size_t>(size.area()) * static_cast<std::size_t>(image.channels));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (int c = 0; c < image.channels; ++c) {
                const int sum = image.at(2 * y, 2 * x, c) + image.at(2 * y, 2 * x + right, c) +
                                image.at(2 * y + down, 2 * x, c) + image.at(2 * y + down, 2 * x + right, c);
                half.pixels.push_back(static_cast<std::uint8_t>((sum + 2) / 4));
            }
        }
    }
    return half;
}

std::unique_ptr<ui::Texture> GlTextures::upload(const Image& image, ui::Sampling sampling) {
    const Layout& layout = layouts.at(static_cast<std::size_t>(image.channels) - 1);
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (std::max(image.size.height, image.size.width) > largest) return upload(halved(image), sampling);

    auto texture = std::make_unique<GlTexture>(image.size);
    glBindTexture(GL_TEXTURE_2D, texture->name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);  // rows of 1 and 3 channels are not padded to 4 bytes
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, layout.internal, image.size.width, image.size.height, 0, layout.external,
                 GL_UNSIGNED_BYTE, image.pixels.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    const bool smooth = sampling == ui::Sampling::smooth;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, smooth ? GL_LINEAR_MIPMAP_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, smooth ? GL_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, layout.shown.data());
    if (smooth) glGenerateMipmap(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, 0);
    return texture;
}

}  // namespace patchlens::platform
