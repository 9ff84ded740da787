#include "core/analysis/picture_difference.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/analysis/reached_pixels.h"
#include "core/error.h"

namespace patchlens {
namespace {

void require_pictures(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid) {
    const Size size = grid.image();
    for (const Tensor* picture : {&rebuilt, &pixels}) {
        const Shape& shape = picture->shape();
        if (shape.size() == 3 && shape == pixels.shape() && shape[1] == size.height && shape[2] == size.width)
            continue;
        throw Error(ErrorCode::shape_mismatch,
                    {"pixels", to_string(shape),
                     "[C, " + std::to_string(size.height) + ", " + std::to_string(size.width) + "]"});
    }
}

/// Calls take(channel, y, x, difference) for every number that a patch reaches.
template <typename Take>
void each_difference(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid, const Take& take) {
    require_pictures(rebuilt, pixels, grid);
    const std::vector<bool> rows = reached_rows(grid);
    const std::vector<bool> columns = reached_columns(grid);
    std::int64_t i = 0;
    for (int channel = 0; channel < static_cast<int>(pixels.dimension(0)); ++channel) {
        for (int y = 0; y < grid.image().height; ++y) {
            for (int x = 0; x < grid.image().width; ++x, ++i) {
                if (!rows[static_cast<std::size_t>(y)] || !columns[static_cast<std::size_t>(x)]) continue;
                take(channel, y, x, static_cast<double>(rebuilt[i]) - static_cast<double>(pixels[i]));
            }
        }
    }
}

}  // namespace

std::vector<double> rms_of_patches(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid) {
    require_pictures(rebuilt, pixels, grid);
    const std::int64_t channels = pixels.dimension(0);
    std::vector<double> errors;
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        const Rectangle patch = grid.inside(grid.position(token));
        double squares = 0.0;
        for (std::int64_t channel = 0; channel < channels; ++channel) {
            for (int y = patch.top; y < patch.top + patch.height; ++y) {
                const std::int64_t first =
                    (channel * grid.image().height + y) * grid.image().width + patch.left;
                for (std::int64_t i = first; i < first + patch.width; ++i) {
                    const double difference =
                        static_cast<double>(rebuilt[i]) - static_cast<double>(pixels[i]);
                    squares += difference * difference;
                }
            }
        }
        const std::int64_t count = std::int64_t{patch.height} * patch.width * channels;
        errors.push_back(std::sqrt(squares / static_cast<double>(std::max<std::int64_t>(1, count))));
    }
    return errors;
}

double largest_difference(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid,
                          Normalize normalize) {
    const ChannelScaling scaling = channel_scaling(normalize, static_cast<int>(pixels.dimension(0)));
    double largest = 0.0;
    each_difference(rebuilt, pixels, grid, [&](int channel, int, int, double difference) {
        const auto deviation = static_cast<double>(scaling.std.at(static_cast<std::size_t>(channel)));
        largest = std::max(largest, std::abs(difference) * deviation);
    });
    return largest;
}

Image difference_image(const Tensor& rebuilt, const Tensor& pixels, const PatchGrid& grid,
                       Normalize normalize, double gain) {
    const auto channels = static_cast<int>(pixels.dimension(0));
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    Image image{grid.image(), channels == 1 ? 1 : 3, {}};
    image.pixels.assign(static_cast<std::size_t>(image.size.area() * image.channels), 0);
    each_difference(rebuilt, pixels, grid, [&](int channel, int y, int x, double difference) {
        const auto deviation = static_cast<double>(scaling.std.at(static_cast<std::size_t>(channel)));
        const double shade = std::min(std::abs(difference) * deviation * gain, 1.0) * 255.0;
        const auto level = static_cast<std::uint8_t>(std::lround(shade == shade ? shade : 255.0));
        std::uint8_t* pixel =
            image.pixels.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.size.width) +
                                   static_cast<std::size_t>(x)) *
                                      static_cast<std::size_t>(image.channels);
        if (channel < image.channels) {
            pixel[channel] = level;
        } else {
            std::for_each(pixel, pixel + 3, [&](std::uint8_t& other) { other = std::max(other, level); });
        }
    });
    return image;
}

}  // namespace patchlens
