#include "app/platform/gl_textures.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

#include <glad/gl.h>

namespace patchlens::platform {
namespace {

/// OpenGL's formats for 1 to 4 bytes a pixel, and the swizzle to red, green, blue and alpha.
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

const Layout& layout_of(const Image& image) {
    return layouts.at(static_cast<std::size_t>(image.channels) - 1);
}

std::int64_t bytes_of(const Image& image) {
    return image.size.area() * image.channels;
}

class GlTexture : public ui::Texture {
public:
    /// The picture's texture, still without pixels; `smaller` is its minification filter.
    GlTexture(const Image& image, GLint smaller) : size_(image.size), channels_(image.channels) {
        glGenTextures(1, &name_);
        bind();
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, smaller);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);  // enlarged pixels are squares
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, layout_of(image).shown.data());
    }
    ~GlTexture() override { glDeleteTextures(1, &name_); }
    GlTexture(const GlTexture&) = delete;
    GlTexture& operator=(const GlTexture&) = delete;

    ImTextureID id() const override {
        // A pointer in older versions of ImGui, a 64-bit number in newer ones: both hold the texture's id.
        return std::bit_cast<ImTextureID>(std::uintptr_t{name_});
    }
    Size size() const override { return size_; }
    bool complete() const override { return true; }
    void refine() override {}
    Image pixels() const override {
        Image image{size_, channels_, {}};
        image.pixels.resize(static_cast<std::size_t>(bytes_of(image)));
        bind();
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glGetTexImage(GL_TEXTURE_2D, 0, layout_of(image).external, GL_UNSIGNED_BYTE, image.pixels.data());
        return image;
    }

protected:
    void bind() const { glBindTexture(GL_TEXTURE_2D, name_); }

private:
    GLuint name_ = 0;
    Size size_;
    int channels_;
};

/// Rows of pixels are contiguous: those of 1 and 3 channels are not padded to 4 bytes.
void rows_are_packed() {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

/// Allocates one level of the bound texture and fills it from `pixels`; null leaves it unfilled.
void make_level(int level, const Image& image, const std::uint8_t* pixels) {
    const Layout& layout = layout_of(image);
    rows_are_packed();
    glTexImage2D(GL_TEXTURE_2D, level, layout.internal, image.size.width, image.size.height, 0,
                 layout.external, GL_UNSIGNED_BYTE, pixels);
}

/// Fills `rows` rows of one level of the bound texture from row `first` on.
void fill_rows(int level, const Image& image, int first, int rows) {
    const std::int64_t row_bytes = std::int64_t{image.size.width} * image.channels;
    rows_are_packed();
    glTexSubImage2D(GL_TEXTURE_2D, level, 0, first, image.size.width, rows, layout_of(image).external,
                    GL_UNSIGNED_BYTE, image.pixels.data() + first * row_bytes);
}

/// The levels of a pyramid from `first` on: all allocated at once, filled from the smallest.
class Levels : public GlTexture {
public:
    Levels(const std::shared_ptr<const Pyramid>& pyramid, std::size_t first)
        : GlTexture((*pyramid)[first], GL_LINEAR_MIPMAP_LINEAR),
          pyramid_(pyramid),
          first_(first),
          next_(pyramid->size()) {
        for (std::size_t level = first; level < pyramid->size(); ++level)
            make_level(number(level), (*pyramid)[level], nullptr);
    }

    bool complete() const override { return next_ == first_; }

    /// Uploads about `bytes` more.
    void fill(std::int64_t bytes) {
        bind();
        while (!complete() && bytes > 0) {
            const Image& image = (*pyramid_)[next_ - 1];
            const std::int64_t row_bytes = std::int64_t{image.size.width} * image.channels;
            const auto rows =
                static_cast<int>(std::clamp<std::int64_t>(bytes / row_bytes, 1, image.size.height - filled_));
            fill_rows(number(next_ - 1), image, filled_, rows);
            bytes -= rows * row_bytes;
            filled_ += rows;
            if (filled_ < image.size.height) continue;
            filled_ = 0;
            --next_;
        }
    }

private:
    int number(std::size_t level) const { return static_cast<int>(level - first_); }

    std::shared_ptr<const Pyramid> pyramid_;
    std::size_t first_;
    std::size_t next_;  ///< the smallest level that is filled; the one before it has `filled_` rows
    int filled_ = 0;
};

/// The first level that fits into one frame's upload together with all smaller ones.
std::size_t first_at_once(const Pyramid& pyramid, std::size_t first) {
    std::size_t level = pyramid.size() - 1;
    std::int64_t bytes = bytes_of(pyramid[level]);
    while (level > first && bytes + bytes_of(pyramid[level - 1]) <= GlTextures::bytes_a_frame)
        bytes += bytes_of(pyramid[--level]);
    return level;
}

/// Shows the small levels of a pyramid until all of them are uploaded. The large ones are allocated only once
/// they are needed: allocating 200 megabytes can take longer than a frame.
class PyramidTexture : public ui::Texture {
public:
    /// `first` is the largest level that the device supports.
    PyramidTexture(const std::shared_ptr<const Pyramid>& pyramid, std::size_t first)
        : size_((*pyramid)[first].size) {
        const std::size_t at_once = first_at_once(*pyramid, first);
        shown_ = std::make_unique<Levels>(pyramid, at_once);
        shown_->fill(GlTextures::bytes_a_frame);
        if (at_once > first) make_whole_ = [=] { return std::make_unique<Levels>(pyramid, first); };
    }

    ImTextureID id() const override { return shown_->id(); }
    Size size() const override { return size_; }
    bool complete() const override { return !make_whole_; }
    void refine() override {
        if (!whole_) {
            whole_ = make_whole_();
            return;
        }
        whole_->fill(GlTextures::bytes_a_frame);
        if (!whole_->complete()) return;
        shown_ = std::move(whole_);
        make_whole_ = nullptr;
    }
    Image pixels() const override { return shown_->pixels(); }

private:
    Size size_;
    std::unique_ptr<Levels> shown_;
    std::unique_ptr<Levels> whole_;                        ///< while it is being filled
    std::function<std::unique_ptr<Levels>()> make_whole_;  ///< empty once the whole pyramid is shown
};

bool device_takes(Size size) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    return std::max(size.height, size.width) <= largest;
}

}  // namespace

std::unique_ptr<ui::Texture> GlTextures::upload(const Image& image) {
    if (!device_takes(image.size)) return upload(halved(image));
    auto texture = std::make_unique<GlTexture>(image, GL_NEAREST);
    make_level(0, image, image.pixels.data());
    return texture;
}

std::unique_ptr<ui::Texture> GlTextures::upload(const std::shared_ptr<const Pyramid>& pyramid) {
    std::size_t first = 0;
    while (!device_takes((*pyramid)[first].size))
        ++first;
    return std::make_unique<PyramidTexture>(pyramid, first);
}

}  // namespace patchlens::platform
