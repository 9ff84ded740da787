#include "core/analysis/rebuilt_picture.h"

#include <cmath>

#include "core/unfold.h"

namespace patchlens {

RebuiltPicture rebuilt_picture(const Tensor& rows, const Tensor& pixels, const PatchGrid& grid,
                               Normalize normalize) {
    const Tensor rebuilt = fold(rows, grid);
    const Size covered = grid.covered();
    const auto channels = static_cast<int>(pixels.dimension(0));
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    double squares = 0.0;
    double plain_squares = 0.0;  // of pixels 0..1
    for (int channel = 0; channel < channels; ++channel) {
        double of_channel = 0.0;
        for (int y = 0; y < covered.height; ++y) {
            const std::int64_t line = (std::int64_t{channel} * grid.image().height + y) * grid.image().width;
            for (std::int64_t i = line; i < line + covered.width; ++i) {
                const double difference = static_cast<double>(rebuilt[i]) - static_cast<double>(pixels[i]);
                of_channel += difference * difference;
            }
        }
        const auto deviation = static_cast<double>(scaling.std[static_cast<std::size_t>(channel)]);
        squares += of_channel;
        plain_squares += of_channel * deviation * deviation;
    }
    const auto count = static_cast<double>(covered.area() * channels);
    RebuiltPicture result;
    result.image = to_image(rebuilt, normalize);
    // Zero in the normalised remainder is not black.
    for (int y = 0; y < grid.image().height; ++y) {
        for (int x = y < covered.height ? covered.width : 0; x < grid.image().width; ++x) {
            for (int channel = 0; channel < channels; ++channel) {
                result.image
                    .pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(grid.image().width) +
                             static_cast<std::size_t>(x)) *
                                static_cast<std::size_t>(channels) +
                            static_cast<std::size_t>(channel)] = 0;
            }
        }
    }
    result.rms = std::sqrt(squares / count);
    result.psnr = 10.0 * std::log10(count / plain_squares);
    return result;
}

}  // namespace patchlens
