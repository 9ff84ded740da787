#include "core/picture/pyramid.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace patchlens {
namespace {

/// The number of channels is a template argument for speed: this visits every pixel of pictures of 200
/// megabytes.
template <std::size_t Channels>
void halve(const Image& image, Image& half) {
    const std::size_t row = static_cast<std::size_t>(image.size.width) * Channels;
    const std::size_t down = image.size.height > 1 ? row : 0;
    const std::size_t right = image.size.width > 1 ? Channels : 0;
    auto* out = half.pixels.data();
    for (int y = 0; y < half.size.height; ++y) {
        const auto* in = image.pixels.data() + 2 * static_cast<std::size_t>(y) * row;
        for (int x = 0; x < half.size.width; ++x, in += 2 * Channels, out += Channels) {
            for (std::size_t c = 0; c < Channels; ++c) {
                out[c] = static_cast<std::uint8_t>(
                    (in[c] + in[c + right] + in[c + down] + in[c + down + right] + 2) / 4);
            }
        }
    }
}

}  // namespace

Image halved(const Image& image) {
    Image half{{std::max(1, image.size.height / 2), std::max(1, image.size.width / 2)}, image.channels, {}};
    half.pixels.resize(static_cast<std::size_t>(half.size.area()) * static_cast<std::size_t>(image.channels));
    switch (image.channels) {
        case 1:
            halve<1>(image, half);
            break;
        case 2:
            halve<2>(image, half);
            break;
        case 3:
            halve<3>(image, half);
            break;
        default:
            halve<4>(image, half);
            break;
    }
    return half;
}

Pyramid pyramid(Image image) {
    Pyramid levels;
    levels.push_back(std::move(image));
    while (levels.back().size != Size{1, 1})
        levels.push_back(halved(levels.back()));
    return levels;
}

}  // namespace patchlens
