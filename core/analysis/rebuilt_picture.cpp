#include "core/analysis/rebuilt_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/analysis/reached_pixels.h"
#include "core/unfold.h"

namespace patchlens {

Image picture_of_reached(const Tensor& pixels, const PatchGrid& grid, Normalize normalize) {
    Image image = to_image(pixels, normalize);
    const std::vector<bool> down = reached_rows(grid);
    const std::vector<bool> across = reached_columns(grid);
    auto shown = image.pixels.begin();
    for (const bool row : down) {
        for (const bool column : across) {
            if (!row || !column) std::fill_n(shown, image.channels, std::uint8_t{0});
            shown += image.channels;
        }
    }
    return image;
}

RebuiltPicture rebuilt_picture(const Tensor& rows, const Tensor& pixels, const PatchGrid& grid,
                               Normalize normalize) {
    RebuiltPicture result;
    result.pixels = fold(rows, grid);
    const Tensor& rebuilt = result.pixels;
    const std::vector<bool> down = reached_rows(grid);
    const std::vector<bool> across = reached_columns(grid);
    const auto channels = static_cast<int>(pixels.dimension(0));
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    result.image = picture_of_reached(rebuilt, grid, normalize);
    double squares = 0.0;
    double plain_squares = 0.0;  // of pixels 0..1
    std::int64_t count = 0;
    for (int channel = 0; channel < channels; ++channel) {
        double of_channel = 0.0;
        std::int64_t i = channel * grid.image().area();
        for (const bool row : down) {
            for (const bool column : across) {
                if (row && column) {
                    const double difference =
                        static_cast<double>(rebuilt[i]) - static_cast<double>(pixels[i]);
                    of_channel += difference * difference;
                    ++count;
                }
                ++i;
            }
        }
        const auto deviation = static_cast<double>(scaling.std[static_cast<std::size_t>(channel)]);
        squares += of_channel;
        plain_squares += of_channel * deviation * deviation;
    }
    result.rms = std::sqrt(squares / static_cast<double>(count));
    result.psnr = 10.0 * std::log10(static_cast<double>(count) / plain_squares);
    return result;
}

}  // namespace patchlens
