// Writing animated WebP by libwebpmux, without loss: of each picture only what differs from the one before is
// stored.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/picture/image.h"

namespace patchlens {

class WebpAnimation {
public:
    /// Throws Error(picture_too_large) for a side above 16383 pixels, WebP's limit.
    explicit WebpAnimation(Size size);
    ~WebpAnimation();
    WebpAnimation(const WebpAnimation&) = delete;
    WebpAnimation& operator=(const WebpAnimation&) = delete;

    /// The next picture, RGB and of that size, shown for `milliseconds`. Throws Error(out_of_memory).
    void add(const Image& image, int milliseconds);
    /// The file, which plays once; at least one picture was added. Throws Error(out_of_memory).
    std::vector<std::byte> finish();

private:
    struct Encoder;
    std::unique_ptr<Encoder> encoder_;
};

}  // namespace patchlens
