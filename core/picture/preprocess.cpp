#include "core/picture/preprocess.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.h"

namespace patchlens {
namespace {

void require_channels(int channels) {
    if (channels == 1 || channels == 3 || channels == 4) return;
    throw Error(ErrorCode::choice_expected, {"in_chans", "1, 3, 4", std::to_string(channels)});
}

/// Torchvision's int(side * other / this), but at least 1 even for a very elongated picture.
int scaled_side(int side, int other, int this_side) {
    return static_cast<int>(std::max<std::int64_t>(std::int64_t{side} * other / this_side, 1));
}

/// The size of `picture` scaled to the height `bounds.height`, or to the width `bounds.width`.
Size with_height(Size picture, Size bounds) {
    return {bounds.height, scaled_side(bounds.height, picture.width, picture.height)};
}
Size with_width(Size picture, Size bounds) {
    return {scaled_side(bounds.width, picture.height, picture.width), bounds.width};
}

/// Pillow's round(this / other * side) of ImageOps.contain, where a half goes to the even neighbour, but at
/// least 1 even for a very elongated picture, which Pillow refuses.
int contained_side(int side, int other, int this_side) {
    return std::max(static_cast<int>(std::nearbyint(static_cast<double>(this_side) / other * side)), 1);
}

/// Whether the picture's aspect ratio is at least as wide as the bounds'.
bool is_wider(Size picture, Size bounds) {
    return std::int64_t{picture.width} * bounds.height >= std::int64_t{bounds.width} * picture.height;
}

/// Python's round(n / 2): a half goes to the even neighbour.
int rounded_half(int n) {
    const int lower = n / 2;
    return n % 2 == 0 || lower % 2 == 0 ? lower : lower + 1;
}

Image fit_crop(const Image& image, Size target, ResizeFilter filter, const std::stop_token& stop) {
    const PicturePlacement place = placement(image.size, target, Fit::crop);
    return resize(image, place.resized, filter, {-place.top, -place.left, target.height, target.width}, stop);
}

Image fit_pad(const Image& image, Size target, ResizeFilter filter, const std::stop_token& stop) {
    const PicturePlacement place = placement(image.size, target, Fit::pad);
    const Size inside = place.resized;
    const Image small = resize(image, inside, filter, stop);
    const auto bytes = static_cast<std::uint64_t>(target.area()) * static_cast<std::uint64_t>(image.channels);
    require_memory(bytes, Word::picture);
    Image padded{target, image.channels, std::vector<std::uint8_t>(bytes)};
    const std::ptrdiff_t row = std::ptrdiff_t{inside.width} * image.channels;
    const std::ptrdiff_t left = std::ptrdiff_t{place.left} * image.channels;
    for (std::ptrdiff_t y = 0; y < inside.height; ++y) {
        std::copy_n(small.pixels.begin() + y * row, row,
                    padded.pixels.begin() + (place.top + y) * target.width * image.channels + left);
    }
    return padded;
}

}  // namespace

PicturePlacement placement(Size picture, Size img_size, Fit fit) {
    const bool wider = is_wider(picture, img_size);
    switch (fit) {
        case Fit::crop: {
            const Size covering = wider ? with_height(picture, img_size) : with_width(picture, img_size);
            return {covering, -rounded_half(covering.height - img_size.height),
                    -rounded_half(covering.width - img_size.width), img_size};
        }
        case Fit::pad: {
            const Size inside =
                wider ? Size{contained_side(img_size.width, picture.width, picture.height), img_size.width}
                      : Size{img_size.height, contained_side(img_size.height, picture.height, picture.width)};
            return {inside, rounded_half(img_size.height - inside.height),
                    rounded_half(img_size.width - inside.width), img_size};
        }
        case Fit::squash:
            return {img_size, 0, 0, img_size};
        case Fit::none:
            break;
    }
    return {picture, 0, 0, picture};
}

ChannelScaling channel_scaling(Normalize normalize, int in_chans) {
    require_channels(in_chans);
    std::array<double, 3> mean{0, 0, 0};
    std::array<double, 3> std{1, 1, 1};
    switch (normalize) {
        case Normalize::none:
            break;
        case Normalize::imagenet:
            mean = {0.485, 0.456, 0.406};
            std = {0.229, 0.224, 0.225};
            break;
        case Normalize::clip:
            mean = {0.48145466, 0.4578275, 0.40821073};
            std = {0.26862954, 0.26130258, 0.27577711};
            break;
        case Normalize::half:
            mean = {0.5, 0.5, 0.5};
            std = {0.5, 0.5, 0.5};
            break;
    }
    ChannelScaling scaling;
    if (in_chans == 1) {
        scaling.mean[0] = static_cast<float>((mean[0] + mean[1] + mean[2]) / 3);
        scaling.std[0] = static_cast<float>((std[0] + std[1] + std[2]) / 3);
        return scaling;
    }
    for (std::size_t c = 0; c < 3; ++c) {
        scaling.mean[c] = static_cast<float>(mean[c]);
        scaling.std[c] = static_cast<float>(std[c]);
    }
    if (in_chans == 4) {
        const bool alpha_too = normalize == Normalize::half;
        scaling.mean[3] = alpha_too ? 0.5F : 0.0F;
        scaling.std[3] = alpha_too ? 0.5F : 1.0F;
    }
    return scaling;
}

Image fit_image(const Image& image, const PreprocessConfig& config, const std::stop_token& stop) {
    require_channels(config.in_chans);
    constexpr int largest = 16384;
    if (std::min(config.img_size.height, config.img_size.width) < 1 ||
        std::max(config.img_size.height, config.img_size.width) > largest) {
        throw Error(ErrorCode::value_out_of_range,
                    {"img_size", "1", std::to_string(largest), to_string(config.img_size)});
    }
    if (image.size.area() == 0) throw Error(ErrorCode::picture_empty, {Word::picture});

    const Image converted = with_channels(image, config.in_chans);
    switch (config.fit) {
        case Fit::crop:
            return fit_crop(converted, config.img_size, config.filter, stop);
        case Fit::squash:
            return resize(converted, config.img_size, config.filter, stop);
        case Fit::pad:
            return fit_pad(converted, config.img_size, config.filter, stop);
        case Fit::none:
            break;
    }
    return converted;
}

Tensor to_tensor(const Image& image, Normalize normalize, const std::stop_token& stop) {
    const ChannelScaling scaling = channel_scaling(normalize, image.channels);
    Tensor tensor({image.channels, image.size.height, image.size.width}, Word::picture);
    const auto channels = static_cast<std::size_t>(image.channels);
    const auto pixels = static_cast<std::size_t>(image.size.area());
    float* out = tensor.data();
    for (std::size_t c = 0; c < channels; ++c) {
        // 256 possible values: each is computed once.
        std::array<float, 256> value_of{};
        for (std::size_t level = 0; level < value_of.size(); ++level) {
            const float fraction = static_cast<float>(level) / 255.0F;
            value_of[level] = (fraction - scaling.mean[c]) / scaling.std[c];
        }
        const std::uint8_t* level = image.pixels.data() + c;
        constexpr std::size_t check_interval = 1U << 22U;
        for (std::size_t i = 0; i < pixels; ++i, level += channels) {
            if (i % check_interval == 0 && stop.stop_requested()) throw Error(ErrorCode::cancelled);
            *out++ = value_of[*level];
        }
    }
    return tensor;
}

Image to_image(const Tensor& pixels, Normalize normalize) {
    const auto channels = static_cast<int>(pixels.dimension(0));
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    Image image;
    image.size = {static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))};
    image.channels = channels;
    image.pixels.resize(static_cast<std::size_t>(pixels.size()));
    const auto step = static_cast<std::size_t>(channels);
    for (std::size_t c = 0; c < step; ++c) {
        const float* value = pixels.data() + static_cast<std::int64_t>(c) * image.size.area();
        for (std::size_t i = c; i < image.pixels.size(); i += step, ++value) {
            const float fraction = *value * scaling.std[c] + scaling.mean[c];
            // The comparison is false for NaN.
            const float level = fraction > 0.0F ? std::min(fraction, 1.0F) * 255.0F : 0.0F;
            image.pixels[i] = static_cast<std::uint8_t>(std::lround(level));
        }
    }
    return image;
}

}  // namespace patchlens
