#include "core/picture/resize.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/picture/resize_kernel.h"
#include "core/support/memory.h"

namespace patchlens {
namespace {

constexpr int longest_side = 1 << 30;

/// Operations in Pillow's order, so that rounding in double is the same.
double filter_value(ResizeFilter filter, double x) {
    x = std::abs(x);
    if (filter == ResizeFilter::bilinear) return x < 1.0 ? 1.0 - x : 0.0;
    constexpr double a = -0.5;
    if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
    if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
    return 0.0;
}

/// The weights of outputs [begin, begin + count) of an axis resized from `in` to `out`.
ResizeWeights axis_weights(int in, int out, ResizeFilter filter, int begin, int count) {
    const double scale = static_cast<double>(in) / out;
    const double filter_scale = std::max(scale, 1.0);
    const double support = (filter == ResizeFilter::bilinear ? 1.0 : 2.0) * filter_scale;
    const double inverse_scale = 1.0 / filter_scale;

    ResizeWeights weights;
    weights.stride = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
    const auto outputs = static_cast<std::size_t>(count);
    // Five times: the row kernel has a copy with each weight repeated for up to four channels.
    require_memory(outputs * (weights.stride + 8) * sizeof(std::int32_t) * 5, Word::picture);
    weights.first.resize(outputs);
    weights.count.resize(outputs);
    weights.values.resize(outputs * weights.stride);
    std::vector<double> window(weights.stride);
    for (std::size_t i = 0; i < outputs; ++i) {
        const double center = (begin + static_cast<int>(i) + 0.5) * scale;
        const int first = std::max(static_cast<int>(center - support + 0.5), 0);
        const int end = std::min(static_cast<int>(center + support + 0.5), in);
        const auto taps = static_cast<std::size_t>(end - first);
        double total = 0.0;
        for (std::size_t tap = 0; tap < taps; ++tap) {
            window[tap] =
                filter_value(filter, (static_cast<int>(tap) + first - center + 0.5) * inverse_scale);
            total += window[tap];
        }
        weights.first[i] = static_cast<std::size_t>(first);
        weights.count[i] = taps;
        for (std::size_t tap = 0; tap < taps; ++tap) {
            const double weight = total != 0.0 ? window[tap] / total : window[tap];
            weights.values[i * weights.stride + tap] =
                static_cast<std::int32_t>((weight < 0 ? -0.5 : 0.5) + weight * (1 << 22));
        }
    }
    return weights;
}

std::size_t row_bytes(const Image& image) {
    return static_cast<std::size_t>(image.size.width) * static_cast<std::size_t>(image.channels);
}

Image blank(Size size, int channels) {
    const auto bytes = static_cast<std::uint64_t>(size.area()) * static_cast<std::uint64_t>(channels);
    require_memory(bytes, Word::picture);
    return {size, channels, std::vector<std::uint8_t>(bytes)};
}

Image cropped(const Image& image, Rectangle region) {
    Image part = blank({region.height, region.width}, image.channels);
    const std::size_t left = static_cast<std::size_t>(region.left) * static_cast<std::size_t>(image.channels);
    for (int row = 0; row < region.height; ++row) {
        const std::size_t y = static_cast<std::size_t>(region.top) + static_cast<std::size_t>(row);
        std::memcpy(part.pixels.data() + static_cast<std::size_t>(row) * row_bytes(part),
                    image.pixels.data() + y * row_bytes(image) + left, row_bytes(part));
    }
    return part;
}

/// Columns [left, left + count) of `image` resized to `width`.
Image resized_horizontally(const Image& image, int width, ResizeFilter filter, int left, int count,
                           const std::stop_token& stop) {
    const RowWeights weights(axis_weights(image.size.width, width, filter, left, count),
                             static_cast<std::size_t>(image.channels));
    Image out = blank({image.size.height, count}, image.channels);
    std::vector<std::uint8_t> row(row_bytes(image) + row_slack);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.size.height); ++y) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        std::memcpy(row.data(), image.pixels.data() + y * row_bytes(image), row_bytes(image));
        resample_row(weights, row.data(), out.pixels.data() + y * row_bytes(out));
    }
    return out;
}

Image resized_vertically(const Image& image, const ResizeWeights& weights, const std::stop_token& stop) {
    Image out = blank({static_cast<int>(weights.outputs()), image.size.width}, image.channels);
    for (std::size_t y = 0; y < weights.outputs(); ++y) {
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
        blend_rows(image.pixels.data() + weights.first[y] * row_bytes(image), row_bytes(image),
                   row_bytes(image), weights.of(y), weights.count[y], out.pixels.data() + y * row_bytes(out));
    }
    return out;
}

/// Colour times alpha / 255, rounded (Pillow's MULDIV255).
void premultiply(Image& image) {
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t pixel = 0; pixel < image.pixels.size(); pixel += channels) {
        const std::uint32_t alpha = image.pixels[pixel + channels - 1];
        for (std::size_t c = 0; c + 1 < channels; ++c) {
            const std::uint32_t product = image.pixels[pixel + c] * alpha + 128;
            image.pixels[pixel + c] = static_cast<std::uint8_t>(((product >> 8U) + product) >> 8U);
        }
    }
}

/// Colour times 255 / alpha, clamped to 255; where alpha is 0 the colour stays.
void unpremultiply(Image& image) {
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t pixel = 0; pixel < image.pixels.size(); pixel += channels) {
        const std::uint32_t alpha = image.pixels[pixel + channels - 1];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = 0; c + 1 < channels; ++c) {
            const std::uint32_t colour = image.pixels[pixel + c];
            image.pixels[pixel + c] = static_cast<std::uint8_t>(std::min(255 * colour / alpha, 255U));
        }
    }
}

void require_within(const char* what, int value, int least, int most) {
    if (value >= least && value <= most) return;
    throw Error(ErrorCode::value_out_of_range,
                {what, std::to_string(least), std::to_string(most), std::to_string(value)});
}

}  // namespace

Image resize(const Image& image, Size size, ResizeFilter filter, const std::stop_token& stop) {
    return resize(image, size, filter, {0, 0, size.height, size.width}, stop);
}

Image resize(const Image& image, Size size, ResizeFilter filter, Rectangle region,
             const std::stop_token& stop) {
    require_within("height", size.height, 1, longest_side);
    require_within("width", size.width, 1, longest_side);
    require_within("region.top", region.top, 0, size.height - 1);
    require_within("region.left", region.left, 0, size.width - 1);
    require_within("region.height", region.height, 1, size.height - region.top);
    require_within("region.width", region.width, 1, size.width - region.left);
    if (image.size.area() == 0) throw Error(ErrorCode::picture_empty, {Word::picture});
    if (image.size == size) return cropped(image, region);

    // The rows needed: those the vertical pass reads, or the region's where it is skipped.
    const bool vertically = image.size.height != size.height;
    ResizeWeights row_weights;
    int top = region.top;
    int bottom = region.top + region.height;
    if (vertically) {
        row_weights = axis_weights(image.size.height, size.height, filter, region.top, region.height);
        top = static_cast<int>(row_weights.first.front());
        bottom = static_cast<int>(row_weights.first.back() + row_weights.count.back());
        for (std::size_t& first : row_weights.first)
            first -= static_cast<std::size_t>(top);
    }
    const bool horizontally = image.size.width != size.width;
    const bool alpha = image.channels % 2 == 0;
    const bool all_rows = top == 0 && bottom == image.size.height;

    Image part;
    const Image* source = &image;
    if (alpha || !all_rows || !horizontally) {
        const Rectangle needed = horizontally ? Rectangle{top, 0, bottom - top, image.size.width}
                                              : Rectangle{top, region.left, bottom - top, region.width};
        part = cropped(image, needed);
        source = &part;
    }
    if (alpha) premultiply(part);
    if (horizontally)
        part = resized_horizontally(*source, size.width, filter, region.left, region.width, stop);
    if (vertically) part = resized_vertically(part, row_weights, stop);
    if (alpha) unpremultiply(part);
    return part;
}

}  // namespace patchlens
