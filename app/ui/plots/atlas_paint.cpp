#include "app/ui/plots/atlas_paint.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace patchlens::ui {
namespace {

Image blank(Size size) {
    return {size, 4, std::vector<std::uint8_t>(static_cast<std::size_t>(size.area()) * 4)};
}

std::size_t offset_of(const Image& image, Rectangle place) {
    return 4 * (static_cast<std::size_t>(place.top) * static_cast<std::size_t>(image.size.width) +
                static_cast<std::size_t>(place.left));
}

/// A shade between 0 (-largest) and 255 (+largest); NaN is in the middle.
std::uint8_t shade(float value, float factor) {
    const float at = value * factor + 127.5F;
    return at == at ? static_cast<std::uint8_t>(std::clamp(at, 0.0F, 255.0F)) : std::uint8_t{127};
}

}  // namespace

SignedColours::SignedColours(const Diverging& colours) {
    const auto bytes = [](Colour colour) {
        return std::array<std::uint8_t, 4>{colour.red, colour.green, colour.blue, 255};
    };
    for (std::size_t i = 0; i < table_.size(); ++i)
        table_[i] = bytes(colours(static_cast<float>(i) - reach, reach));
    not_a_number_ = bytes(colours.not_a_number);
}

Image paint_maps(ConstMatrixView tokens, Size grid, const AtlasPlan& plan, std::span<const float> largest,
                 const Diverging& colours) {
    const SignedColours table(colours);
    Image image = blank(plan.size());
    const auto dims = static_cast<std::size_t>(tokens.cols());
    std::vector<std::size_t> begin(dims);
    std::vector<float> factor(dims);
    for (std::size_t dim = 0; dim < dims; ++dim) {
        begin[dim] = offset_of(image, plan.texels(static_cast<int>(dim)));
        factor[dim] = SignedColours::factor(largest[dim]);
    }
    // In blocks of dimensions, for locality: reads run along a token's dimensions, but each dimension is
    // written to a tile of its own.
    constexpr std::size_t block = 64;
    const std::size_t stride = 4 * static_cast<std::size_t>(image.size.width);
    for (std::size_t first = 0; first < dims; first += block) {
        const std::size_t last = std::min(dims, first + block);
        for (int y = 0; y < plan.tile.height; ++y) {
            for (int x = 0; x < plan.tile.width; ++x) {
                const std::int64_t token =
                    std::int64_t{y} * plan.step.height * grid.width + std::int64_t{x} * plan.step.width;
                const float* numbers = tokens.data() + static_cast<std::size_t>(token) * dims;
                std::uint8_t* out = image.pixels.data() + static_cast<std::size_t>(y) * stride +
                                    4 * static_cast<std::size_t>(x);
                for (std::size_t dim = first; dim < last; ++dim)
                    std::memcpy(out + begin[dim], table.at(numbers[dim] * factor[dim]).data(), 4);
            }
        }
    }
    return image;
}

Image paint_filter_planes(const Tensor& weight, const AtlasPlan& plan, std::span<const float> largest,
                          const Diverging& colours) {
    const SignedColours table(colours);
    Image image = blank(plan.size());
    const std::int64_t channels = weight.dimension(1);
    const std::int64_t height = weight.dimension(2);
    const std::int64_t width = weight.dimension(3);
    const std::size_t stride = 4 * static_cast<std::size_t>(image.size.width);
    for (int tile = 0; tile < plan.count; ++tile) {
        const float* plane = weight.data() + tile * height * width;
        const float factor = SignedColours::factor(largest[static_cast<std::size_t>(tile / channels)]);
        std::uint8_t* row = image.pixels.data() + offset_of(image, plan.texels(tile));
        for (std::int64_t y = 0; y < height; y += plan.step.height, row += stride) {
            std::uint8_t* out = row;
            for (std::int64_t x = 0; x < width; x += plan.step.width, out += 4)
                std::memcpy(out, table.at(plane[y * width + x] * factor).data(), 4);
        }
    }
    return image;
}

Image paint_filters_rgb(const Tensor& weight, const AtlasPlan& plan, std::span<const float> largest) {
    Image image = blank(plan.size());
    const std::int64_t height = weight.dimension(2);
    const std::int64_t width = weight.dimension(3);
    const std::int64_t area = height * width;
    const std::size_t stride = 4 * static_cast<std::size_t>(image.size.width);
    for (int dim = 0; dim < plan.count; ++dim) {
        const float* filter = weight.data() + dim * 3 * area;
        const float most = largest[static_cast<std::size_t>(dim)];
        const float factor = most > 0 ? 127.5F / most : 0.0F;
        std::uint8_t* row = image.pixels.data() + offset_of(image, plan.texels(dim));
        for (std::int64_t y = 0; y < height; y += plan.step.height, row += stride) {
            std::uint8_t* out = row;
            for (std::int64_t x = 0; x < width; x += plan.step.width, out += 4) {
                for (std::int64_t channel = 0; channel < 3; ++channel)
                    out[channel] = shade(filter[channel * area + y * width + x], factor);
                out[3] = 255;
            }
        }
    }
    return image;
}

Image paint_matrix(ConstMatrixView matrix, PixelPosition first, Size step, Size size, float largest,
                   const Diverging& colours) {
    const SignedColours table(colours);
    Image image = blank(size);
    const float factor = SignedColours::factor(largest);
    std::uint8_t* out = image.pixels.data();
    for (int y = 0; y < size.height; ++y) {
        const std::int64_t row = first.y + std::int64_t{y} * step.height;
        const float* numbers = matrix.data() + row * matrix.cols() + first.x;
        for (int x = 0; x < size.width; ++x, numbers += step.width, out += 4)
            std::memcpy(out, table.at(*numbers * factor).data(), 4);
    }
    return image;
}

}  // namespace patchlens::ui
