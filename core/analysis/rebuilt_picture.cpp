#include "core/analysis/rebuilt_picture.h"

#include <cmath>
#include <vector>

#include "core/unfold.h"

namespace patchlens {
namespace {

/// For each pixel of one direction whether a patch reaches it.
std::vector<bool> reached(const PatchGrid& grid, bool down) {
    std::vector<bool> pixels(static_cast<std::size_t>(down ? grid.image().height : grid.image().width));
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const int at = static_cast<int>(i);
        pixels[i] = down ? grid.patches_at({at, 0}).height > 0 : grid.patches_at({0, at}).width > 0;
    }
    return pixels;
}

}  // namespace

RebuiltPicture rebuilt_picture(const Tensor& rows, const Tensor& pixels, const PatchGrid& grid,
                               Normalize normalize) {
    const Tensor rebuilt = fold(rows, grid);
    const std::vector<bool> down = reached(grid, true);
    const std::vector<bool> across = reached(grid, false);
    const auto channels = static_cast<int>(pixels.dimension(0));
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    RebuiltPicture result;
    result.image = to_image(rebuilt, normalize);
    double squares = 0.0;
    double plain_squares = 0.0;  // of pixels 0..1
    std::int64_t count = 0;
    for (int channel = 0; channel < channels; ++channel) {
        double of_channel = 0.0;
        std::int64_t i = channel * grid.image().area();
        std::size_t shown = static_cast<std::size_t>(channel);
        for (const bool row : down) {
            for (const bool column : across) {
                if (row && column) {
                    const double difference =
                        static_cast<double>(rebuilt[i]) - static_cast<double>(pixels[i]);
                    of_channel += difference * difference;
                    ++count;
                } else {
                    // Zero where no patch reaches is not black once it is normalised.
                    result.image.pixels[shown] = 0;
                }
                ++i;
                shown += static_cast<std::size_t>(channels);
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
