#include "app/platform/gl_textures.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

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

/// Fills one level of the bound texture's pyramid.
void fill_level(int level, const Layout& layout, const Image& image) {
    glTexImage2D(GL_TEXTURE_2D, level, layout.internal, image.size.width, image.size.height, 0,
                 layout.external, GL_UNSIGNED_BYTE, image.pixels.data());
}

/// Each level half the one before, down to one pixel. Made here, not by the driver: the same on every
/// machine, and software OpenGL would first compile programs for it.
void fill_pyramid(const Layout& layout, const Image& image) {
    Image level = halved(image);
    for (int i = 1; true; ++i) {
        fill_level(i, layout, level);
        if (level.size == Size{1, 1}) return;
        level = halved(level);
    }
}

}  // namespace

Image halved(const Image& image) {
    const Size size{std::max(1, image.size.height / 2), std::max(1, image.size.width / 2)};
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t row = static_cast<std::size_t>(image.size.width) * channels;
    const std::size_t down = image.size.height > 1 ? row : 0;
    const std::size_t right = image.size.width > 1 ? channels : 0;
    Image half{size, image.channels,
               std::vector<std::uint8_t>(static_cast<std::size_t>(size.area()) * channels)};
    auto* out = half.pixels.data();
    for (int y = 0; y < size.height; ++y) {
        const auto* in = image.pixels.data() + 2 * static_cast<std::size_t>(y) * row;
        for (int x = 0; x < size.width; ++x, in += 2 * channels) {
            for (std::size_t c = 0; c < channels; ++c) {
                *out++ = static_cast<std::uint8_t>(
                    (in[c] + in[c + right] + in[c + down] + in[c + down + right] + 2) / 4);
            }
        }
    }
    return half;
}

std::unique_ptr<ui::Texture> GlTextures::upload(const Image& image, ui::Sampling sampling) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (std::max(image.size.height, image.size.width) > largest) return upload(halved(image), sampling);

    const Layout& layout = layouts.at(static_cast<std::size_t>(image.channels) - 1);
    const bool smooth = sampling == ui::Sampling::smooth && image.size.area() > 1;
    auto texture = std::make_unique<GlTexture>(image.size);
    glBindTexture(GL_TEXTURE_2D, texture->name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);  // rows of 1 and 3 channels are not padded to 4 bytes
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    fill_level(0, layout, image);
    if (smooth) fill_pyramid(layout, image);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, smooth ? GL_LINEAR_MIPMAP_LINEAR : GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, layout.shown.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return texture;
}

}  // namespace patchlens::platform
